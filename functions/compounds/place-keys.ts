import {
  type BuildingId,
  type CompoundId,
  compoundIdOf,
  compoundOf,
  type GridId,
  type HouseId,
  type StreetId,
  type UnitId,
} from '../../shared/ids.ts';

/** Every key of places. */
export const streetKey = (street: StreetId) => ({ pk: street, sk: 'street' });
export const COMMUNITY_PREFIX = 'community#';
export const communityKey = (street: StreetId, community: string) => ({
  pk: street,
  sk: `${COMMUNITY_PREFIX}${community}`,
});
export const compoundKey = (compound: CompoundId) => ({ pk: compound, sk: 'compound' });

/** Which compounds there are: one small partition. */
export const DIRECTORY = 'directory';
export const directoryKey = (compound: CompoundId) => ({
  pk: DIRECTORY,
  sk: `compound#${compound}`,
});

const numbersOf = (id: GridId | BuildingId | UnitId): readonly string[] => id.split('_').slice(1);

export const GRID_PREFIX = 'grid#';
export const gridKey = (id: GridId) => ({
  pk: compoundOf(id),
  sk: `${GRID_PREFIX}${numbersOf(id)[1]}`,
});
export const gridNumberOf = (id: GridId): number => Number(numbersOf(id)[1]);

export const BUILDING_PREFIX = 'building#';
export const buildingKey = (id: BuildingId) => ({
  pk: compoundOf(id),
  sk: `${BUILDING_PREFIX}${numbersOf(id)[1]}`,
});
export const buildingNumberOf = (id: BuildingId): number => Number(numbersOf(id)[1]);

export const unitKey = (id: UnitId) => {
  const [compound, building, unit] = numbersOf(id);
  return { pk: compoundIdOf(Number(compound)), sk: `unit#${building}#${unit}` };
};

export const HOUSE_PREFIX = 'house#';
export const houseKey = (house: HouseId) => ({
  pk: compoundOf(house),
  sk: `${HOUSE_PREFIX}${house}`,
});

export type Door = { readonly building: number; readonly unit: number; readonly room: string };
/** The houses of a building by their doors: opening one costs one query. No two have the same. */
export const placePrefix = (building: number): string => `place#${building}#`;
export const placeKey = (compound: CompoundId, { building, unit, room }: Door) => ({
  pk: compound,
  sk: `${placePrefix(building)}${unit}#${room}`,
});
