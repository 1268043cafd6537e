import type { CompoundId } from '../../shared/ids.ts';
import type { CompoundStore } from '../compounds/index.ts';
import { rowKeys } from './register-row.ts';
import type { RegisterStore } from './register-store.ts';
import type { ResidentStore } from './resident-store.ts';

export type FillRegisterPorts = {
  readonly residents: Pick<ResidentStore, 'listResidents'>;
  readonly register: Pick<RegisterStore, 'listPlaces' | 'fillIn' | 'isFilled' | 'noteFilled'>;
  readonly compounds: Pick<CompoundStore, 'listHouses'>;
};

/**
 * Writes those into the register who were registered before there was one. Run late, twice or by
 * two at once it comes to the same; once everybody is in it, it asks no more.
 * @returns how many were written
 */
export async function fillRegister(
  { residents, register, compounds }: FillRegisterPorts,
  compound: CompoundId,
  now: number,
): Promise<number> {
  if (await register.isFilled(compound)) return 0;
  const [people, houses, places] = await Promise.all([
    residents.listResidents(compound),
    compounds.listHouses(compound),
    register.listPlaces(compound),
  ]);
  const placeOf = new Map(houses.map((house) => [house.houseId, house]));
  let filled = 0;
  let changed = 0;
  for (const resident of people) {
    const place = placeOf.get(resident.houseId);
    if (place === undefined) continue;
    if (rowKeys(resident, place).every(({ sk }) => places.has(sk))) continue;
    const outcome = await register.fillIn({ resident, place });
    if (outcome === 'filled') filled += 1;
    else changed += 1;
  }
  if (changed === 0) await register.noteFilled(compound, now);
  return filled;
}
