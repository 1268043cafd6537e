import { computed, ref } from 'vue';
import { type CompoundId, compoundOf } from '../../../shared/ids.ts';
import { listGates } from '../../../shared/messages/gates.ts';
import type { Action } from '../../../shared/permissions.ts';
import { onThisPhone } from '../../kit/remembered.ts';
import { useOwnRoles } from './own-roles.ts';
import { useAnswer } from './queries.ts';
import { api } from './session.ts';

export const GATES_KEY = ['gates'];
const REMEMBERED_AS = 'xq-manager-compound';

const chosen = ref(onThisPhone.get(REMEMBERED_AS));

export function chooseCompound(compoundId: CompoundId): void {
  chosen.value = compoundId;
  onThisPhone.set(REMEMBERED_AS, compoundId);
}

/** The compounds where this member of staff works, and which of them the console shows. */
export function useCompound() {
  const own = useOwnRoles();
  const place = computed(
    () =>
      own.compounds.value.find(({ compoundId }) => compoundId === chosen.value) ??
      own.compounds.value[0],
  );
  return {
    ...own,
    places: own.compounds,
    place,
    /** Whether they may do this in the compound that is shown, or in a part of it. */
    may: (action: Action): boolean => own.mayIn(action, place.value?.compoundId),
  };
}

/** The gates of the compound that is shown; none are asked for where they are not theirs to see. */
export function useGates() {
  const { place, may } = useCompound();
  const asked = useAnswer({
    key: GATES_KEY,
    when: () => may('gate.list'),
    ask: () => api.call(listGates),
  });
  return {
    ...asked,
    gates: computed(() =>
      asked.answer.value?.gates.filter(
        ({ gateId }) => compoundOf(gateId) === place.value?.compoundId,
      ),
    ),
  };
}
