import { compoundOf, type HouseId } from '../../shared/ids.ts';
import { type Failure, fail } from '../platform/failure.ts';
import { type By, type EditPlacesPorts, editorOf, isRefused } from './place-editor.ts';

/**
 * A house goes only while nobody is registered in it: once it is held nobody comes in, and only
 * then the look that decides.
 */
export async function removeHouse(
  { places, isLivedIn }: EditPlacesPorts,
  { houseId, ...by }: By & { houseId: HouseId },
): Promise<undefined | Failure> {
  const audit = editorOf(by, compoundOf(houseId));
  if (isRefused(audit)) return audit;
  const house = await places.findHouse(houseId);
  if (house === undefined) return fail('not_found');
  if (await isLivedIn(houseId)) return fail('place_not_empty');
  const held = await places.holdHouse(houseId, audit);
  if (held === 'conflict') return fail('state_conflict');
  if (await isLivedIn(houseId)) {
    await places.letGoOfHouse(houseId, { held, audit });
    return fail('place_not_empty');
  }
  const outcome = await places.removeHouse(house, { held, audit });
  return outcome === 'removed' ? undefined : fail('state_conflict');
}
