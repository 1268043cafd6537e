import {
  BuildingId,
  buildingIdOf,
  CommunityId,
  CompoundId,
  compoundNumberOf,
  compoundOf,
  GridId,
  gridIdOf,
  HouseId,
  type PlaceId,
  StreetId,
  type UnitId,
  unitIdOf,
} from '../../shared/ids.ts';
import { getAll } from '../platform/batch-dynamo.ts';
import type { Table } from '../platform/table.ts';
import {
  Building,
  buildingLabel,
  Community,
  type Compound,
  Grid,
  House,
  Street,
  Unit,
} from './compound.ts';
import { createCompoundStore } from './compound-store-dynamo.ts';
import type { Lineages, NamedPlace } from './lineage.ts';

type Key = { readonly pk: string; readonly sk: string };
const numbersOf = (id: GridId | BuildingId | UnitId) => id.split('_').slice(2).map(Number);

/** Where a place inside a compound is written down. */
function keyOf(place: GridId | BuildingId | UnitId | HouseId): Key {
  const pk = compoundOf(place);
  if (HouseId.safeParse(place).success) return { pk, sk: `house#${place}` };
  // cast: what is no house is one of the other three
  const numbers = numbersOf(place as GridId | BuildingId | UnitId);
  const kind = { grd: 'grid', bld: 'building', unt: 'unit' }[place.slice(0, 3)];
  return { pk, sk: `${kind}#${numbers.join('#')}` };
}

export function createLineages(table: Table): Lineages {
  const compounds = createCompoundStore(table);

  async function read(keys: readonly Key[]): Promise<Record<string, unknown>[]> {
    const items = await getAll(table, keys);
    return keys.flatMap(({ pk, sk }) => items.filter((item) => item.pk === pk && item.sk === sk));
  }

  async function ofStreet(street: StreetId): Promise<NamedPlace[] | undefined> {
    const [item] = await read([{ pk: street, sk: 'street' }]);
    return item === undefined ? undefined : [{ placeId: street, name: Street.parse(item).name }];
  }

  async function ofCommunity(community: CommunityId, known?: StreetId) {
    const street =
      known ??
      (await compounds.listCompounds()).find(({ communityId }) => communityId === community)
        ?.streetId;
    if (street === undefined) return undefined;
    const [around, [item]] = await Promise.all([
      ofStreet(street),
      read([{ pk: street, sk: `community#${community}` }]),
    ]);
    if (around === undefined || item === undefined) return undefined;
    return [...around, { placeId: community, name: Community.parse(item).name }];
  }

  async function ofCompound(id: CompoundId) {
    const compound = await compounds.findCompound(id);
    if (compound === undefined) return undefined;
    const around = await ofCommunity(compound.communityId, compound.streetId);
    if (around === undefined) return undefined;
    return { compound, within: [...around, { placeId: id, name: compound.name }] };
  }

  /** From the grid down to the building, where there is one. */
  async function ofBuilding(compound: Compound, number: number): Promise<NamedPlace[] | undefined> {
    const of = compoundNumberOf(compound.compoundId);
    const placeId = buildingIdOf(of, number);
    const [item] = await read([keyOf(placeId)]);
    if (item === undefined) return undefined;
    const { grid } = Building.parse(item);
    const gridId = gridIdOf(of, grid);
    const [gridItem] = await read([keyOf(gridId)]);
    const name = gridItem === undefined ? String(grid) : Grid.parse(gridItem).name;
    return [
      { placeId: gridId, name },
      { placeId, name: buildingLabel(number, compound.buildingWord) },
    ];
  }

  async function inCompound(
    compound: Compound,
    place: GridId | BuildingId | UnitId | HouseId,
  ): Promise<NamedPlace[] | undefined> {
    const [item] = await read([keyOf(place)]);
    if (item === undefined) return undefined;
    if (GridId.safeParse(place).success) return [{ placeId: place, name: Grid.parse(item).name }];
    if (BuildingId.safeParse(place).success) {
      return ofBuilding(compound, Building.parse(item).number);
    }
    const house = House.safeParse(item).data;
    const { building, number } = house
      ? { building: house.building, number: house.unit }
      : Unit.parse(item);
    const above = await ofBuilding(compound, building);
    if (above === undefined) return undefined;
    const unit = unitIdOf(compoundNumberOf(compound.compoundId), building, number);
    const toUnit = [...above, { placeId: unit, name: `${number}单元` }];
    return house === undefined ? toUnit : [...toUnit, { placeId: place, name: house.label }];
  }

  return {
    lineageOf: async (place: PlaceId) => {
      const street = StreetId.safeParse(place).data;
      if (street !== undefined) return ofStreet(street);
      const community = CommunityId.safeParse(place).data;
      if (community !== undefined) return ofCommunity(community);
      // cast: what is neither a street nor a community belongs to a compound
      const inside = place as Exclude<PlaceId, StreetId | CommunityId>;
      const found = await ofCompound(compoundOf(inside));
      if (found === undefined || CompoundId.safeParse(inside).success) return found?.within;
      // cast: it has just been found to be no compound
      const below = await inCompound(found.compound, inside as Exclude<typeof inside, CompoundId>);
      return below === undefined ? undefined : [...found.within, ...below];
    },
  };
}
