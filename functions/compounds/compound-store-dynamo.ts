import { GetCommand, paginateQuery } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import {
  buildingIdOf,
  CompoundId,
  compoundNumberOf,
  compoundOf,
  gridIdOf,
  type HouseId,
  type StreetId,
  unitIdOf,
} from '../../shared/ids.ts';
import { getAll, putAll } from '../platform/batch-dynamo.ts';
import type { Table } from '../platform/table.ts';
import { Building, Compound, CompoundEntry, type Grid, House, type Unit } from './compound.ts';
import type { CompoundStore } from './compound-store.ts';

const streetKey = (street: StreetId) => ({ pk: street, sk: 'street' });
const communityKey = (street: StreetId, community: string) => ({
  pk: street,
  sk: `community#${community}`,
});
const compoundKey = (compound: CompoundId) => ({ pk: compound, sk: 'compound' });
/** Which compounds there are: one small partition, read by the schedule alone. */
const DIRECTORY = 'directory';
const directoryKey = (compound: CompoundId) => ({ pk: DIRECTORY, sk: `compound#${compound}` });
const DirectoryItem = z.looseObject({ compoundId: CompoundId });

const gridKey = ({ compoundId, number }: Grid) => ({ pk: compoundId, sk: `grid#${number}` });
const buildingKey = ({ compoundId, number }: Pick<Building, 'compoundId' | 'number'>) => ({
  pk: compoundId,
  sk: `building#${number}`,
});
const unitKey = ({ compoundId, building, number }: Unit) => ({
  pk: compoundId,
  sk: `unit#${building}#${number}`,
});
const houseKey = (house: HouseId) => ({ pk: compoundOf(house), sk: `house#${house}` });

export function createCompoundStore(table: Table): CompoundStore {
  async function listDirectory() {
    const pages = paginateQuery(
      { client: table.documents },
      {
        TableName: table.name,
        KeyConditionExpression: 'pk = :directory',
        ExpressionAttributeValues: { ':directory': DIRECTORY },
      },
    );
    const entries: z.infer<typeof DirectoryItem>[] = [];
    for await (const { Items = [] } of pages) {
      entries.push(...Items.map((item) => DirectoryItem.parse(item)));
    }
    return entries;
  }

  return {
    findCompound: async (id) => {
      const { Item } = await table.documents.send(
        new GetCommand({ TableName: table.name, Key: compoundKey(id) }),
      );
      return Item === undefined ? undefined : Compound.parse(Item);
    },

    listCompounds: async () => {
      const entries = await listDirectory();
      const partial = entries.filter((entry) => !CompoundEntry.safeParse(entry).success);
      // Entries that say less are of compounds laid before entries said where they lie.
      const read = await getAll(
        table,
        partial.map(({ compoundId }) => compoundKey(compoundId)),
      );
      const known = [...entries, ...read].flatMap((item) => {
        const entry = CompoundEntry.safeParse(item);
        return entry.success ? [entry.data] : [];
      });
      return known.sort((a, b) => compoundNumberOf(a.compoundId) - compoundNumberOf(b.compoundId));
    },

    listCompoundIds: async () => (await listDirectory()).map(({ compoundId }) => compoundId),

    listBuildings: async (compound) => {
      const pages = paginateQuery(
        { client: table.documents },
        {
          TableName: table.name,
          KeyConditionExpression: 'pk = :compound AND begins_with(sk, :buildings)',
          ExpressionAttributeValues: { ':compound': compound, ':buildings': 'building#' },
        },
      );
      const buildings: Building[] = [];
      for await (const { Items = [] } of pages) {
        buildings.push(...Items.map((item) => Building.parse(item)));
      }
      return buildings;
    },

    listHouses: async (compound) => {
      const pages = paginateQuery(
        { client: table.documents },
        {
          TableName: table.name,
          KeyConditionExpression: 'pk = :compound AND begins_with(sk, :houses)',
          ExpressionAttributeValues: { ':compound': compound, ':houses': 'house#' },
        },
      );
      const houses: House[] = [];
      for await (const { Items = [] } of pages) {
        houses.push(...Items.map((item) => House.parse(item)));
      }
      return houses;
    },

    findPlaces: async (compoundIds, houseIds) => {
      const items = await getAll(table, [
        ...[...new Set(compoundIds)].map(compoundKey),
        ...[...new Set(houseIds)].map(houseKey),
      ]);
      const [compounds, houses] = [
        items.filter((item) => item.sk === 'compound'),
        items.filter((item) => item.sk !== 'compound'),
      ];
      return {
        compounds: compounds.map((item) => Compound.parse(item)),
        houses: houses.map((item) => House.parse(item)),
      };
    },

    findHouse: async (houseId) => {
      const read = async (Key: { pk: string; sk: string }): Promise<unknown> =>
        (await table.documents.send(new GetCommand({ TableName: table.name, Key }))).Item;
      const found = await read(houseKey(houseId));
      if (found === undefined) return undefined;
      const house = House.parse(found);
      const compoundId = compoundOf(houseId);
      const compound = compoundNumberOf(houseId);
      const item = await read(buildingKey({ compoundId, number: house.building }));
      const building = item === undefined ? undefined : Building.parse(item);
      return {
        house,
        within: [
          compoundId,
          ...(building === undefined ? [] : [gridIdOf(compound, building.grid)]),
          buildingIdOf(compound, house.building),
          unitIdOf(compound, house.building, house.unit),
          houseId,
        ],
      };
    },

    recordStreet: (street, communities) =>
      putAll(table, [
        { ...streetKey(street.streetId), ...street },
        ...communities.map((community) => ({
          ...communityKey(community.streetId, community.communityId),
          ...community,
        })),
      ]),

    recordCompound: ({ compound, grids, buildings, units, houses }) =>
      putAll(table, [
        { ...compoundKey(compound.compoundId), ...compound },
        { ...directoryKey(compound.compoundId), ...CompoundEntry.parse(compound) },
        ...grids.map((grid) => ({ ...gridKey(grid), ...grid })),
        ...buildings.map((building) => ({ ...buildingKey(building), ...building })),
        ...units.map((unit) => ({ ...unitKey(unit), ...unit })),
        ...houses.map((house) => ({ ...houseKey(house.houseId), ...house })),
      ]),
  };
}
