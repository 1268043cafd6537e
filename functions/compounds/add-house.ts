import {
  type BuildingId,
  compoundNumberOf,
  compoundOf,
  type HouseId,
  newHouseId,
} from '../../shared/ids.ts';
import { type Failure, fail } from '../platform/failure.ts';
import { houseLabel } from './compound.ts';
import { type By, type EditPlacesPorts, editorOf, isRefused } from './place-editor.ts';
import { buildingNumberOf } from './place-keys.ts';

export async function addHouse(
  { places, random }: EditPlacesPorts,
  { buildingId, unit, room, ...by }: By & { buildingId: BuildingId; unit: number; room: string },
): Promise<{ houseId: HouseId } | Failure> {
  const compoundId = compoundOf(buildingId);
  const audit = editorOf(by, compoundId);
  if (isRefused(audit)) return audit;
  const found = await places.findBuilding(buildingId);
  if (found === undefined) return fail('not_found');
  const door = { building: buildingNumberOf(buildingId), unit, room };
  const houseId = newHouseId(compoundNumberOf(compoundId), random(10));
  const label = houseLabel(door, found.compound.buildingWord);
  const outcome = await places.addHouse({ houseId, ...door, label }, audit);
  return outcome === 'added' ? { houseId } : fail('place_taken', { field: 'room' });
}
