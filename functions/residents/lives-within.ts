import {
  buildingIdOf,
  compoundNumberOf,
  compoundOf,
  gridIdOf,
  type PlaceId,
} from '../../shared/ids.ts';
import type { CompoundStore, House } from '../compounds/index.ts';
import type { Resident } from './resident.ts';

/** Where somebody lives: the house, and the compound, building and grid around it. */
export async function livesWithin(
  { compounds }: { readonly compounds: Pick<CompoundStore, 'findPlaces' | 'listBuildings'> },
  { residentId, houseId }: Pick<Resident, 'residentId' | 'houseId'>,
): Promise<{ readonly house: House; readonly within: readonly PlaceId[] } | undefined> {
  const compoundId = compoundOf(residentId);
  const [{ houses }, buildings] = await Promise.all([
    compounds.findPlaces([], [houseId]),
    compounds.listBuildings(compoundId),
  ]);
  const [house] = houses;
  if (house === undefined) return undefined;
  const number = compoundNumberOf(compoundId);
  const building = buildings.find((one) => one.number === house.building);
  return {
    house,
    within: [
      compoundId,
      buildingIdOf(number, house.building),
      ...(building === undefined ? [] : [gridIdOf(number, building.grid)]),
    ],
  };
}
