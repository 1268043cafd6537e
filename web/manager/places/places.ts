import { computed, type Ref } from 'vue';
import type { BuildingId, CompoundId } from '../../../shared/ids.ts';
import {
  listPlaces,
  readBuildingPlaces,
  readCompoundPlaces,
} from '../../../shared/messages/places.ts';
import { queryClient, useAnswer } from '../app/queries.ts';
import { api } from '../app/session.ts';

const PLACES = 'places';

export const usePlaces = () => useAnswer({ key: [PLACES], ask: () => api.call(listPlaces) });

export const useCompoundPlaces = (compoundId: Ref<CompoundId | undefined>) =>
  useAnswer({
    key: computed(() => [PLACES, compoundId.value]),
    when: computed(() => compoundId.value !== undefined),
    ask: () =>
      api.call(readCompoundPlaces, { params: { compoundId: compoundId.value ?? 'cmp_1' } }),
  });

export const useBuildingPlaces = (buildingId: Ref<BuildingId>) =>
  useAnswer({
    key: computed(() => [PLACES, buildingId.value]),
    ask: () => api.call(readBuildingPlaces, { params: { buildingId: buildingId.value } }),
  });

/** Whatever was changed is read anew. */
export const placesChanged = (): Promise<void> =>
  queryClient.invalidateQueries({ queryKey: [PLACES] });
