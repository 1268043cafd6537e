import { type BuildingId, compoundNumberOf, compoundOf, gridIdOf } from '../../shared/ids.ts';
import { type Failure, fail } from '../platform/failure.ts';
import { type By, type EditPlacesPorts, editorOf, isRefused, type Seen } from './place-editor.ts';

/** The building belongs to another grid from now on; who lives there keeps everything. */
export async function moveBuilding(
  { places }: EditPlacesPorts,
  { buildingId, grid, version, ...by }: By & Seen & { buildingId: BuildingId; grid: number },
): Promise<Seen | Failure> {
  const compoundId = compoundOf(buildingId);
  const audit = editorOf(by, compoundId);
  if (isRefused(audit)) return audit;
  const found = await places.findBuilding(buildingId);
  if (found === undefined) return fail('not_found');
  if (found.building.grid === grid) return { version: found.building.version };
  const number = compoundNumberOf(compoundId);
  const [from, to] = [gridIdOf(number, found.building.grid), gridIdOf(number, grid)];
  const outcome = await places.moveBuilding(buildingId, { from, to, seen: version, audit });
  return outcome === 'changed' ? { version: version + 1 } : fail('state_conflict');
}
