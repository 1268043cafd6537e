import type { PlaceId } from '../../../shared/ids.ts';
import type { CompoundPlaces } from '../../../shared/messages/places.ts';
import { placeWords } from '../permissions/place-words.ts';
import { t } from '../words/words.ts';

type Named = { readonly placeId: PlaceId; readonly name: string };

/** The places of a compound where a team can work. */
export const areasIn = (places: CompoundPlaces | undefined): Named[] => [
  ...(places?.grids ?? []).map(({ gridId, name }) => ({ placeId: gridId, name })),
  ...(places?.buildings ?? []).map(({ buildingId, label }) => ({
    placeId: buildingId,
    name: label,
  })),
];

export function areaWords(areas: readonly PlaceId[], places: CompoundPlaces | undefined): string {
  if (areas.length === 0) return t('rqWholeCompound');
  const known = areasIn(places);
  return areas.map((area) => placeWords(area, known)).join('、');
}
