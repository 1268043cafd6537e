/** A house as people type it. A room number often does without its unit. */
export type HouseName = {
  readonly building: number;
  readonly unit?: number;
  readonly room: string;
};

const DASHES = /[‐‑‒–—―_/.·,、*]/gu;
const HOUSE =
  /^0*([1-9][0-9]{0,2})(?:号楼|幢|栋|座|号|楼|#|-)(?:0*([1-9][0-9]?)(?:单元|-))?0*([1-9][0-9]{0,4}[A-Z]?)(?:室|房|号)?$/u;

/** What the hand varies and nobody means: full-width forms, spaces, case, kinds of dashes. */
const plain = (typed: string): string =>
  typed.normalize('NFKC').replace(/\s/gu, '').replace(DASHES, '-').toUpperCase();

/** 3-2-501, 3幢2单元501, 3号楼2单元501室 and 3#501 are one house. Undefined for what is none. */
export function readHouseName(typed: string): HouseName | undefined {
  const [, building, unit, room] = HOUSE.exec(plain(typed)) ?? [];
  if (building === undefined || room === undefined) return undefined;
  return {
    building: Number(building),
    ...(unit === undefined ? {} : { unit: Number(unit) }),
    room,
  };
}

/** Digits alone, as a phone's number keys give them: building, unit or none, floor and door. */
const RUN_TOGETHER = /^[1-9][0-9]*$/u;
const MOST_BUILDING_DIGITS = 3;
const MOST_ROOM_DIGITS = 4;
const LEAST_ROOM_DIGITS = 3;

/**
 * Every house that the typed text may name: 3-2-501 is one, 32501 may be 3-2-501 as well as 32-501.
 * Whoever is not there is not found, so that guessing more than was meant shows nobody.
 */
export function possibleHouses(typed: string): HouseName[] {
  const named = readHouseName(typed);
  if (named !== undefined) return [named];
  const digits = plain(typed);
  if (!RUN_TOGETHER.test(digits)) return [];
  const houses: HouseName[] = [];
  for (let building = 1; building <= MOST_BUILDING_DIGITS; building++) {
    for (const unit of [0, 1]) {
      const room = digits.slice(building + unit);
      if (room.length < LEAST_ROOM_DIGITS || room.length > MOST_ROOM_DIGITS) continue;
      const parts = [digits.slice(0, building), ...(unit === 0 ? [] : [digits[building]]), room];
      const house = readHouseName(parts.join('-'));
      if (house !== undefined && house.room === room) houses.push(house);
    }
  }
  return houses;
}

const BUILDING = /^0*([1-9][0-9]{0,2})(?:号楼|幢|栋|座|号|楼|#)?$/u;

/** 3, 3幢 and 3号楼 are one building. Undefined for what is none. */
export function readBuilding(typed: string): number | undefined {
  const [, building] = BUILDING.exec(plain(typed)) ?? [];
  return building === undefined ? undefined : Number(building);
}

const UNIT =
  /^0*([1-9][0-9]{0,2})(?:(?:号楼|幢|栋|座|号|楼|#|-)0*([1-9][0-9]?)单元|-0*([1-9][0-9]?))$/u;

/** 3-2 and 3幢2单元 are one unit. Undefined for what is none. */
export function readUnit(typed: string): { building: number; unit: number } | undefined {
  const [, building, named, dashed] = UNIT.exec(plain(typed)) ?? [];
  const unit = named ?? dashed;
  if (building === undefined || unit === undefined) return undefined;
  return { building: Number(building), unit: Number(unit) };
}

/** Whether the name is this house's; one without a unit is that of every unit. */
export function isHouse(house: Required<HouseName>, name: HouseName): boolean {
  const { building, unit = house.unit, room } = name;
  return house.building === building && house.unit === unit && plain(house.room) === room;
}

/** How many characters a surname can have: 王, 欧阳. */
const LONGEST_SURNAME = 2;

/** What the surname may be where somebody types it, or the whole name. */
export function possibleSurnames(typed: string): string[] {
  const characters = Array.from(plain(typed)).slice(0, LONGEST_SURNAME);
  return characters.map((_, last) => characters.slice(0, last + 1).join(''));
}

/**
 * What is hashed to find somebody by house and surname: nothing else of either is kept.
 * Somebody is kept under the house with its unit and under the one without.
 */
export function laneText({ building, unit, room }: HouseName, surname: string): string {
  return `${building}-${unit ?? ''}-${plain(room)}\n${plain(surname)}`;
}
