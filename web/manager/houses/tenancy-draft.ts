import { ref } from 'vue';
import type { ResidentId } from '../../../shared/ids.ts';

type Draft = {
  from: string;
  to: string;
  /** The owner registered here who lets; empty where it is somebody who lives elsewhere. */
  owner: ResidentId | '';
  name: string;
  phone: string;
  tenants: readonly ResidentId[];
};

/** What was typed stays in this tab's memory, on no disk: a question that was closed opens as it was. */
const drafts = new Map<string, Draft>();

export function tenancyDraft(houseId: string, today: string) {
  const empty: Draft = { from: today, to: '', owner: '', name: '', phone: '', tenants: [] };
  const draft = ref<Draft>(drafts.get(houseId) ?? empty);
  drafts.set(houseId, draft.value);
  return { draft, forget: () => drafts.delete(houseId) };
}
