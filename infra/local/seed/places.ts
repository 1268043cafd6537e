import {
  type Building,
  buildingLabel,
  type Community,
  type CompoundPlan,
  type House,
  houseLabel,
  type Street,
  type Unit,
} from '../../../functions/compounds/index.ts';
import { compoundIdOf, newHouseId } from '../../../shared/ids.ts';
import type { Drawing } from './drawing.ts';

export const STREET: Street = { streetId: 'str_1', name: '青枫街道' };

export const COMMUNITIES: readonly Community[] = [
  { communityId: 'com_1', streetId: 'str_1', name: '锦苑社区' },
  { communityId: 'com_2', streetId: 'str_1', name: '荷塘社区' },
];

/** How a compound is built, and how many of the 200 people live there. */
export type CompoundSketch = {
  readonly number: number;
  readonly name: string;
  readonly communityId: Community['communityId'];
  readonly buildingWord: '幢' | '栋' | '号楼';
  readonly buildings: number;
  readonly buildingsPerGrid: number;
  readonly units: number;
  readonly floors: number;
  readonly people: number;
  readonly gates: readonly [string, string, string];
};

export const COMPOUNDS: readonly CompoundSketch[] = [
  {
    number: 1,
    name: '锦苑小区',
    communityId: 'com_1',
    buildingWord: '幢',
    buildings: 4,
    buildingsPerGrid: 2,
    units: 2,
    floors: 5,
    people: 90,
    gates: ['东门', '西门', '北门'],
  },
  {
    number: 2,
    name: '桂花里',
    communityId: 'com_1',
    buildingWord: '栋',
    buildings: 3,
    buildingsPerGrid: 2,
    units: 2,
    floors: 5,
    people: 60,
    gates: ['正门', '南门', '车行门'],
  },
  {
    number: 3,
    name: '荷塘新村',
    communityId: 'com_2',
    buildingWord: '号楼',
    buildings: 3,
    buildingsPerGrid: 2,
    units: 2,
    floors: 4,
    people: 50,
    gates: ['大门', '河边门', '后门'],
  },
];

/** The main gate is never without a guard; the side gates are, at night. */
export const STAFFED_BY_DAY = [{ days: [1, 2, 3, 4, 5, 6, 7], from: 360, to: 1_320 }];

const ROOMS_A_FLOOR = 2;
const GRID_NAMES = ['一', '二', '三', '四'];

const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);

export function planCompound(sketch: CompoundSketch, drawing: Drawing): CompoundPlan {
  const compoundId = compoundIdOf(sketch.number);
  const grids = upTo(Math.ceil(sketch.buildings / sketch.buildingsPerGrid)).map((number) => ({
    compoundId,
    number,
    name: `${sketch.name}第${GRID_NAMES[number - 1]}网格`,
  }));
  const buildings: Building[] = upTo(sketch.buildings).map((number) => ({
    compoundId,
    number,
    grid: Math.ceil(number / sketch.buildingsPerGrid),
  }));
  const units: Unit[] = buildings.flatMap(({ number: building }) =>
    upTo(sketch.units).map((number) => ({ compoundId, building, number })),
  );
  const houses: House[] = units.flatMap(({ building, number: unit }) =>
    upTo(sketch.floors).flatMap((floor) =>
      upTo(ROOMS_A_FLOOR).map((door) => {
        const place = { building, unit, room: `${floor}0${door}` };
        const houseId = newHouseId(sketch.number, drawing.bytes(10));
        return { houseId, ...place, label: houseLabel(place, sketch.buildingWord) };
      }),
    ),
  );
  const compound = {
    compoundId,
    communityId: sketch.communityId,
    streetId: STREET.streetId,
    name: sketch.name,
    buildingWord: sketch.buildingWord,
  };
  return { compound, grids, buildings, units, houses };
}

/** The building of a house in its compound's own words. */
export function buildingOf(house: House, sketch: CompoundSketch): string {
  return buildingLabel(house.building, sketch.buildingWord);
}
