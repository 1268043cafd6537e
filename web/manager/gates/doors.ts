import { computed } from 'vue';
import type { GateId } from '../../../shared/ids.ts';
import { listDoors, type ManagedDoor } from '../../../shared/messages/doors.ts';
import { useCompound } from '../app/compound.ts';
import { queryClient, useAnswer } from '../app/queries.ts';
import { api } from '../app/session.ts';

const DOORS_KEY = 'doors';

/** Somebody looks at it because something is wrong at a door. */
const ASKED_EVERY_MS = 5_000;

/** The doors of the compound that is shown, by their gates. */
export function useDoors() {
  const { place, may } = useCompound();
  const compoundId = computed(() => place.value?.compoundId);
  const asked = useAnswer({
    key: computed(() => [DOORS_KEY, compoundId.value]),
    when: () => may('door.read') && compoundId.value !== undefined,
    ask: async () => {
      if (compoundId.value === undefined) return { doors: [] };
      return api.call(listDoors, { params: { compoundId: compoundId.value } });
    },
    everyMs: ASKED_EVERY_MS,
  });
  return {
    ...asked,
    doorOf: (gateId: GateId): ManagedDoor | undefined =>
      asked.answer.value?.doors.find((door) => door.gateId === gateId),
  };
}

export const askDoorsAgain = (): Promise<void> =>
  queryClient.invalidateQueries({ queryKey: [DOORS_KEY] });
