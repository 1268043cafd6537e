import { type BuildingId, compoundNumberOf, compoundOf, gridIdOf } from '../../shared/ids.ts';
import { type Failure, fail } from '../platform/failure.ts';
import { type By, type EditPlacesPorts, editorOf, isRefused, type Seen } from './place-editor.ts';

/** A building goes only without houses. */
export async function removeBuilding(
  { places }: EditPlacesPorts,
  { buildingId, version, ...by }: By & Seen & { buildingId: BuildingId },
): Promise<undefined | Failure> {
  const compoundId = compoundOf(buildingId);
  const audit = editorOf(by, compoundId);
  if (isRefused(audit)) return audit;
  const found = await places.findBuilding(buildingId);
  if (found === undefined) return fail('not_found');
  if ((await places.listHousesOfBuilding(buildingId)).length > 0) return fail('place_not_empty');
  const grid = gridIdOf(compoundNumberOf(compoundId), found.building.grid);
  const outcome = await places.removeBuilding(buildingId, { grid, seen: version, audit });
  return outcome === 'removed' ? undefined : fail('state_conflict');
}
