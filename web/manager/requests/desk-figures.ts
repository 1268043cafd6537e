import { computed } from 'vue';
import { readDeskFigures } from '../../../shared/messages/desk-figures.ts';
import { useCompound } from '../app/compound.ts';
import { useAnswer } from '../app/queries.ts';
import { api } from '../app/session.ts';

/** How the desk does, where somebody may see it. */
export function useDeskFigures() {
  const { place, may } = useCompound();
  const asked = useAnswer({
    key: () => ['desk-figures', place.value?.compoundId],
    when: () => place.value !== undefined && may('desk_figures.read'),
    ask: () => api.call(readDeskFigures, { params: { compoundId: place.value?.compoundId ?? '' } }),
  });
  return {
    ...asked,
    late: computed(() => asked.answer.value?.open.reduce((all, { late }) => all + late, 0)),
  };
}
