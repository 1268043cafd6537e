import { placeKindOf } from '../../../shared/appointments.ts';
import type { PlaceId } from '../../../shared/ids.ts';
import { t } from '../words/words.ts';

type Named = { readonly placeId: PlaceId; readonly name: string };

/** A place by its name where it is known, and otherwise by its number. */
export function placeWords(place: PlaceId, known: readonly Named[]): string {
  const named = known.find(({ placeId }) => placeId === place);
  if (named !== undefined) return named.name;
  const [, , first = '', second = ''] = place.split('_');
  switch (placeKindOf(place)) {
    case 'street':
      return t('placeStreet');
    case 'community':
      return t('placeCommunity');
    case 'compound':
      return t('compound');
    case 'grid':
      return t('grid_n', { n: first });
    case 'building':
      return t('building_n', { n: first });
    case 'unit':
      return t('unit_n', { b: first, n: second });
    case 'house':
      return t('placeHouse');
  }
}
