import * as z from 'zod';
import type { CompoundId, HouseId } from '../../shared/ids.ts';
import type { CompoundStore } from '../compounds/index.ts';
import { livesHere, type ResidentStore } from '../residents/index.ts';

const Count = z.number().int();

/** Homes with somebody in them: those with a phone of their own, and those without. */
export const HomesOfBuilding = z.object({
  building: Count,
  withPhone: Count,
  withoutPhone: Count,
});
export type HomesOfBuilding = z.infer<typeof HomesOfBuilding>;

type House = { readonly houseId: HouseId; readonly building: number };
type Person = Awaited<ReturnType<ResidentStore['listResidents']>>[number];

/** By number of the building; one where nobody lives is not there. */
export function homesOf(houses: readonly House[], people: readonly Person[]): HomesOfBuilding[] {
  const living = people.filter(livesHere);
  const reached = new Set(living.flatMap((one) => (one.accountId ? [one.houseId] : [])));
  const lived = new Set(living.map(({ houseId }) => houseId));
  const homes = houses.filter(({ houseId }) => lived.has(houseId));
  const numbers = [...new Set(homes.map(({ building }) => building))].sort((a, b) => a - b);
  return numbers.map((building) => {
    const here = homes.filter((house) => house.building === building);
    const withPhone = here.filter(({ houseId }) => reached.has(houseId)).length;
    return { building, withPhone, withoutPhone: here.length - withPhone };
  });
}

export type CountHomesPorts = {
  readonly compounds: Pick<CompoundStore, 'listHouses'>;
  readonly residents: Pick<ResidentStore, 'listResidents'>;
};

/** Reads everybody: for a compound that the clock has not counted yet. */
export async function countHomes(
  { compounds, residents }: CountHomesPorts,
  compound: CompoundId,
): Promise<HomesOfBuilding[]> {
  const [houses, people] = await Promise.all([
    compounds.listHouses(compound),
    residents.listResidents(compound),
  ]);
  return homesOf(houses, people);
}
