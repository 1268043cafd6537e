import { buildingIdOf, compoundNumberOf, compoundOf } from '../../shared/ids.ts';
import { type CompoundStore, type House, houseLabel, type PlaceStore } from '../compounds/index.ts';
import { addedHouseId, doorOf } from './missing-houses.ts';
import type { StoredImport } from './roster-import.ts';

export type AddMissingPorts = {
  readonly compounds: Pick<CompoundStore, 'findCompound'>;
  readonly places: Pick<PlaceStore, 'addHouses' | 'listHousesOfBuilding'>;
  readonly rosterKey: Uint8Array;
};

/** The houses of the buildings that a roster adds to, by door. */
export type AddedHouses = ReadonlyMap<string, House>;

/**
 * Adds the houses that a roster names and the compound has not got, where it was confirmed so. Done
 * once more, it adds what is still missing; a house that somebody else added meanwhile is taken.
 */
export async function addMissingHouses(
  { compounds, places, rosterKey }: AddMissingPorts,
  stored: StoredImport,
  now: number,
): Promise<AddedHouses> {
  const { importId, missing, addHouses, confirmation } = stored;
  const standing = new Map<string, House>();
  if (missing === undefined || addHouses === undefined) return standing;
  if (confirmation === undefined) throw new Error('an import that nobody confirmed');
  const compoundId = compoundOf(importId);
  const compound = await compounds.findCompound(compoundId);
  if (compound === undefined) throw new Error('the compound of an import is gone');
  const audit = { ...confirmation, action: 'place.edit', purpose: 'places', at: now } as const;
  for (const { number, units } of missing.buildings) {
    const houses = units.flatMap((unit) =>
      unit.rooms.map((room) => {
        const door = { building: number, unit: unit.number, room };
        const houseId = addedHouseId({ rosterKey, importId }, door);
        return { houseId, ...door, label: houseLabel(door, compound.buildingWord) };
      }),
    );
    await places.addHouses(compoundId, { number, grid: addHouses.grid, houses }, audit);
    const building = buildingIdOf(compoundNumberOf(compoundId), number);
    for (const house of await places.listHousesOfBuilding(building)) {
      standing.set(doorOf(house), house);
    }
  }
  return standing;
}
