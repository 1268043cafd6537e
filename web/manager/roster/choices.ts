import { computed, ref } from 'vue';
import * as z from 'zod';
import type { ImportId } from '../../../shared/ids.ts';
import { DuplicateChoice } from '../../../shared/messages/rosters.ts';
import { inThisTab } from '../../kit/remembered.ts';

const Kept = z.object({
  rows: z.array(z.object({ row: z.number().int(), choice: DuplicateChoice })),
  others: DuplicateChoice.optional(),
});

/** Who is whom, as the manager has answered so far; a reload loses nothing of it. */
export function useChoices(importId: ImportId, duplicates: number) {
  const keptAs = `xq-manager-roster-choices ${importId}`;
  const recall = (): z.infer<typeof Kept> => {
    try {
      return Kept.parse(JSON.parse(inThisTab.get(keptAs) ?? ''));
    } catch {
      return { rows: [] };
    }
  };
  const recalled = recall();
  const chosen = ref(new Map(recalled.rows.map(({ row, choice }) => [row, choice])));
  const others = ref<DuplicateChoice | undefined>(recalled.others);
  const list = computed(() => [...chosen.value].map(([row, choice]) => ({ row, choice })));

  function keep(): void {
    const kept = {
      rows: list.value,
      ...(others.value === undefined ? {} : { others: others.value }),
    };
    inThisTab.set(keptAs, JSON.stringify(kept));
  }
  return {
    others,
    list,
    of: (row: number): DuplicateChoice | undefined => chosen.value.get(row) ?? others.value,
    choose: (row: number, choice: DuplicateChoice): void => {
      chosen.value = new Map(chosen.value).set(row, choice);
      keep();
    },
    chooseOthers: (choice: DuplicateChoice): void => {
      others.value = choice;
      keep();
    },
    answered: computed(() => (others.value === undefined ? chosen.value.size : duplicates)),
    forget: () => inThisTab.remove(keptAs),
  };
}
export type Choices = ReturnType<typeof useChoices>;
