import type { CompoundId } from '../../shared/ids.ts';
import type { CompoundStore } from '../compounds/index.ts';
import { type ResidentStore, surnameOf } from '../residents/index.ts';
import type { Neighbour } from './lane.ts';

/** Who moves in is found at the next shift, at the latest. */
const BELIEVED_MS = 10 * 60_000;
const COMPOUNDS_KEPT = 32;

export type ReadNeighbours = (compound: CompoundId, now: number) => Promise<readonly Neighbour[]>;

/** Everybody who lives in a compound, with or without a phone; read again after ten minutes. */
export function neighboursFrom(
  residents: Pick<ResidentStore, 'listResidents'>,
  compounds: Pick<CompoundStore, 'listHouses'>,
): ReadNeighbours {
  const kept = new Map<CompoundId, { readonly at: number; readonly all: readonly Neighbour[] }>();
  return async (compound, now) => {
    const known = kept.get(compound);
    if (known !== undefined && Math.abs(now - known.at) < BELIEVED_MS) return known.all;
    const [people, houses] = await Promise.all([
      residents.listResidents(compound),
      compounds.listHouses(compound),
    ]);
    const houseOf = new Map(houses.map((house) => [house.houseId, house]));
    const living = people.filter(({ state }) => state !== 'moved_out');
    const all = living.flatMap(({ houseId, name, maskedName, building }) => {
      const house = houseOf.get(houseId);
      if (house === undefined) return [];
      const { building: number, unit, room } = house;
      return [
        { house: { building: number, unit, room }, surname: surnameOf(name), maskedName, building },
      ];
    });
    kept.delete(compound);
    kept.set(compound, { at: now, all });
    const [oldest] = kept.keys();
    if (oldest !== undefined && kept.size > COMPOUNDS_KEPT) kept.delete(oldest);
    return all;
  };
}
