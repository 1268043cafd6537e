import { type HouseName, readHouseName } from '../../shared/lane/house-name.ts';
import type { House } from '../compounds/index.ts';
import { hasIdentityNumber } from './identity-numbers.ts';
import { type Problem, problemOf } from './problem.ts';

export type HouseText = {
  readonly house: string;
  readonly building: string;
  readonly unit: string;
  readonly room: string;
};

/** 锦苑小区3幢2单元501: what stands before the first digit names the place, not the house. */
const BEFORE_THE_NUMBER = /^[^0-9０-９]+/u;
/** 3幢2单元5楼501: a floor says nothing that the room does not say. */
const FLOOR = /(?<=单元|幢|栋|号楼|-)[0-9]{1,2}(?:楼|层)(?=[0-9])/u;
const UNIT = /^0*([1-9][0-9]?)(?:单元|门|梯)?$/u;
const NUMBER_ALONE = /^0*[1-9][0-9]*$/u;
const OF_COLUMNS = /(?:幢|栋|座|号楼|楼|号|#)$/u;

const read = (typed: string): HouseName | undefined =>
  readHouseName(typed) ?? readHouseName(typed.normalize('NFKC').replace(FLOOR, ''));

const fromOneCell = (typed: string): HouseName | undefined =>
  read(typed) ?? read(typed.replace(BEFORE_THE_NUMBER, ''));

/** 3幢, 2单元 and 501 in columns of their own. */
function fromColumns({ building, unit, room }: HouseText): HouseName | undefined {
  const number = building
    .normalize('NFKC')
    .replace(/\s/gu, '')
    .replace(OF_COLUMNS, '')
    .replace(BEFORE_THE_NUMBER, '');
  if (!NUMBER_ALONE.test(number)) return undefined;
  const typedUnit = unit.normalize('NFKC').replace(/\s/gu, '');
  if (typedUnit === '') return readHouseName(`${number}-${room}`);
  const unitNumber = UNIT.exec(typedUnit)?.[1];
  return unitNumber === undefined ? undefined : readHouseName(`${number}-${unitNumber}-${room}`);
}

/** The house that a row names, whether in one cell or in three. */
export function readHouse(text: HouseText): HouseName | Problem {
  const all = [text.house, text.building, text.unit, text.room];
  if (all.every((part) => part === '')) return problemOf('house_missing');
  if (all.some(hasIdentityNumber)) return problemOf('identity_number');
  const named =
    (text.house === '' ? undefined : fromOneCell(text.house)) ??
    (text.building === '' ? undefined : fromColumns(text)) ??
    (text.room === '' ? undefined : fromOneCell(text.room));
  return named ?? problemOf('house_wrong');
}

const keyOf = (building: number, room: string): string =>
  `${building} ${room.normalize('NFKC').toUpperCase()}`;

/** One that is missing is what it would be if it were added. */
export type FoundHouse = House & { readonly isMissing?: true };
export type HouseFinder = (name: HouseName) => FoundHouse | Problem;

/** Finds houses by how they are called; one that is called without its unit where only one unit has it. */
export function houseFinder(houses: readonly House[]): HouseFinder {
  const byRoom = new Map<string, House[]>();
  for (const house of houses) {
    const key = keyOf(house.building, house.room);
    byRoom.set(key, [...(byRoom.get(key) ?? []), house]);
  }
  return ({ building, unit, room }) => {
    const found = (byRoom.get(keyOf(building, room)) ?? []).filter(
      (house) => unit === undefined || house.unit === unit,
    );
    const [house] = found;
    if (house === undefined) return problemOf('house_unknown');
    return found.length > 1 ? problemOf('house_without_unit', String(found.length)) : house;
  };
}
