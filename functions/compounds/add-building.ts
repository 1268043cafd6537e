import {
  type BuildingId,
  buildingIdOf,
  type CompoundId,
  compoundNumberOf,
} from '../../shared/ids.ts';
import type { AddBuilding } from '../../shared/messages/places.ts';
import { housesOf, MOST_HOUSES } from '../../shared/places/house-pattern.ts';
import { type Failure, fail } from '../platform/failure.ts';
import { type By, type EditPlacesPorts, editorOf, isRefused } from './place-editor.ts';

/** A building with its houses by a pattern. Broken off, the same again finishes it. */
export async function addBuilding(
  { places }: EditPlacesPorts,
  { compoundId, building, ...by }: By & { compoundId: CompoundId; building: AddBuilding },
): Promise<{ buildingId: BuildingId; houses: number } | Failure> {
  const audit = editorOf(by, compoundId);
  if (isRefused(audit)) return audit;
  const { number, grid, ...pattern } = building;
  const houses = housesOf(pattern).length;
  if (houses > MOST_HOUSES) return fail('invalid_input', { field: 'floors' });
  if ((await places.readCompound(compoundId)) === undefined) return fail('not_found');
  const outcome = await places.layBuilding({ compoundId, number, grid }, pattern, audit);
  if (outcome === 'no_grid') return fail('invalid_input', { field: 'grid' });
  if (outcome === 'taken') return fail('place_taken', { field: 'number' });
  return { buildingId: buildingIdOf(compoundNumberOf(compoundId), number), houses };
}
