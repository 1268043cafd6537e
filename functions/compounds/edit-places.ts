import {
  type BuildingId,
  buildingIdOf,
  type CompoundId,
  compoundNumberOf,
  compoundOf,
  type GridId,
  gridIdOf,
  type HouseId,
  newHouseId,
} from '../../shared/ids.ts';
import type { AddBuilding } from '../../shared/messages/places.ts';
import { housesOf, MOST_HOUSES } from '../../shared/places/house-pattern.ts';
import { mayAct, type StaffActor } from '../platform/actor.ts';
import { type AuditFacts, factsOf } from '../platform/audit.ts';
import { type Failure, fail } from '../platform/failure.ts';
import type { RandomBytes } from '../platform/random.ts';
import { houseLabel } from './compound.ts';
import { buildingNumberOf, gridNumberOf } from './place-keys.ts';
import type { PlaceStore } from './place-store.ts';

export type EditPlacesPorts = {
  readonly places: PlaceStore;
  readonly random: RandomBytes;
  /** Whether anybody is registered in a house, as last acknowledged. */
  readonly isLivedIn: (house: HouseId) => Promise<boolean>;
};
type By = { readonly actor: StaffActor; readonly now: number };
type Seen = { readonly version: number };

/** Whoever may edit the compound, with the facts of what they do there. */
function editorOf({ actor, now }: By, compound: CompoundId): AuditFacts | Failure {
  if (!mayAct(actor, 'place.edit', compound, now)) return fail('not_permitted');
  return factsOf(actor, { action: 'place.edit', place: compound, purpose: 'places', now });
}
const isRefused = (audit: AuditFacts | Failure): audit is Failure => 'failure' in audit;

export async function renameCompound(
  { places }: EditPlacesPorts,
  { compoundId, name, version, ...by }: By & Seen & { compoundId: CompoundId; name: string },
): Promise<Seen | Failure> {
  const audit = editorOf(by, compoundId);
  if (isRefused(audit)) return audit;
  const outcome = await places.renameCompound(compoundId, { name, seen: version, audit });
  return outcome === 'changed' ? { version: version + 1 } : fail('state_conflict');
}

/** The next number is the grid's for ever. */
export async function addGrid(
  { places }: EditPlacesPorts,
  { compoundId, name, ...by }: By & { compoundId: CompoundId; name: string },
): Promise<{ gridId: GridId } | Failure> {
  const audit = editorOf(by, compoundId);
  if (isRefused(audit)) return audit;
  const read = await places.readCompound(compoundId);
  if (read === undefined) return fail('not_found');
  const number = Math.max(0, ...read.grids.map((grid) => grid.number)) + 1;
  const outcome = await places.addGrid({ compoundId, number, name }, audit);
  return outcome === 'added'
    ? { gridId: gridIdOf(compoundNumberOf(compoundId), number) }
    : fail('state_conflict');
}

export async function renameGrid(
  { places }: EditPlacesPorts,
  { gridId, name, version, ...by }: By & Seen & { gridId: GridId; name: string },
): Promise<Seen | Failure> {
  const audit = editorOf(by, compoundOf(gridId));
  if (isRefused(audit)) return audit;
  const outcome = await places.renameGrid(gridId, { name, seen: version, audit });
  return outcome === 'changed' ? { version: version + 1 } : fail('state_conflict');
}

/** A grid goes only while no building belongs to it. */
export async function removeGrid(
  { places }: EditPlacesPorts,
  { gridId, version, ...by }: By & Seen & { gridId: GridId },
): Promise<undefined | Failure> {
  const compoundId = compoundOf(gridId);
  const audit = editorOf(by, compoundId);
  if (isRefused(audit)) return audit;
  const read = await places.readCompound(compoundId);
  const holds = read?.buildings.some(({ grid }) => grid === gridNumberOf(gridId));
  if (holds === true) return fail('place_not_empty');
  const outcome = await places.removeGrid(gridId, version);
  return outcome === 'removed' ? undefined : fail('state_conflict');
}

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
