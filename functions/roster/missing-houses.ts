import { compoundNumberOf, type HouseId, type ImportId, newHouseId } from '../../shared/ids.ts';
import type { MissingHouses } from '../../shared/messages/rosters.ts';
import { type Building, buildingLabel, type House, houseLabel } from '../compounds/index.ts';
import { hmac } from '../platform/secrets.ts';
import { isProblem, problemOf } from './problem.ts';
import type { Person } from './read-people.ts';
import type { HouseFinder } from './roster-houses.ts';

type Door = Pick<House, 'building' | 'unit' | 'room'>;
type Word = Parameters<typeof buildingLabel>[1];
type Naming = {
  /** Derived for `roster`. */
  readonly rosterKey: Uint8Array;
  readonly importId: ImportId;
};

export const doorOf = ({ building, unit, room }: Door): string => `${building}-${unit}-${room}`;

/** The id of a house that an import adds: the same whenever it is added. */
export function addedHouseId({ rosterKey, importId }: Naming, door: Door): HouseId {
  return newHouseId(compoundNumberOf(importId), hmac(rosterKey, importId, doorOf(door)));
}

/** Finds houses, and of one that is not there what it would be, where its unit is named. */
export function orMissing(
  find: HouseFinder,
  { word, ...naming }: Naming & { readonly word: Word },
): HouseFinder {
  return (name) => {
    const found = find(name);
    if (!isProblem(found) || found.problem !== 'house_unknown') return found;
    const { building, unit, room } = name;
    if (unit === undefined) return problemOf('house_unknown', 'without a unit');
    const door = { building, unit, room };
    const label = houseLabel(door, word);
    return { houseId: addedHouseId(naming, door), ...door, label, isMissing: true };
  };
}

const byNumber = (a: { number: number }, b: { number: number }) => a.number - b.number;
const byRoom = (a: string, b: string) => a.length - b.length || (a < b ? -1 : 1);

/** The houses of a roster that would be added, as a tree; undefined where there is none. */
export function missingHouses(
  people: readonly Person[],
  of: {
    readonly buildings: readonly Building[];
    readonly houses: readonly House[];
    readonly errors: number;
    readonly word: Word;
  },
): MissingHouses | undefined {
  const ofMissing = people.filter(({ house }) => house.isMissing === true);
  if (ofMissing.length === 0) return undefined;
  const standing = new Set([
    ...of.buildings.map(({ number }) => `${number}`),
    ...of.houses.flatMap(({ building, unit }) => [`${building}`, `${building}-${unit}`]),
  ]);
  const tree = new Map<number, Map<number, Set<string>>>();
  for (const { house } of ofMissing) {
    const units = tree.get(house.building) ?? new Map<number, Set<string>>();
    tree.set(house.building, units);
    units.set(house.unit, (units.get(house.unit) ?? new Set()).add(house.room));
  }
  const buildings = [...tree].map(([number, units]) => ({
    number,
    label: buildingLabel(number, of.word),
    isNew: !standing.has(`${number}`),
    units: [...units]
      .map(([unit, rooms]) => ({
        number: unit,
        isNew: !standing.has(`${number}-${unit}`),
        rooms: [...rooms].sort(byRoom),
      }))
      .sort(byNumber),
  }));
  return {
    rows: ofMissing.length,
    houses: new Set(ofMissing.map(({ house }) => house.houseId)).size,
    buildings: buildings.sort(byNumber),
    addable: of.errors === ofMissing.length,
  };
}
