import { computed, ref } from 'vue';
import { type CompoundId, compoundOf } from '../../../shared/ids.ts';
import { listGates, type ManagedGate } from '../../../shared/messages/gates.ts';
import { onThisPhone } from '../../kit/remembered.ts';
import { useAnswer } from './queries.ts';
import { api } from './session.ts';

export const GATES_KEY = ['gates'];
const REMEMBERED_AS = 'xq-manager-compound';

const chosen = ref(onThisPhone.get(REMEMBERED_AS));

export function chooseCompound(compoundId: CompoundId): void {
  chosen.value = compoundId;
  onThisPhone.set(REMEMBERED_AS, compoundId);
}

export type Place = { readonly compoundId: CompoundId; readonly name: string };

const placesOf = (gates: readonly ManagedGate[]): Place[] => [
  ...new Map(
    gates.map(({ gateId, compoundName }) => {
      const compoundId = compoundOf(gateId);
      return [compoundId, { compoundId, name: compoundName }];
    }),
  ).values(),
];

/** The gates that this manager answers for, and which compound the console shows. */
export function useCompound() {
  const asked = useAnswer({ key: GATES_KEY, ask: () => api.call(listGates) });
  const places = computed(() => placesOf(asked.answer.value?.gates ?? []));
  const place = computed(
    () => places.value.find(({ compoundId }) => compoundId === chosen.value) ?? places.value[0],
  );
  return {
    ...asked,
    places,
    place,
    gates: computed(() =>
      asked.answer.value?.gates.filter(
        ({ gateId }) => compoundOf(gateId) === place.value?.compoundId,
      ),
    ),
  };
}
