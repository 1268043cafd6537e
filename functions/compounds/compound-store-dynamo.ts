import { GetCommand, paginateQuery } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { CompoundId, compoundOf, type HouseId } from '../../shared/ids.ts';
import { getAll, putAll } from '../platform/batch-dynamo.ts';
import type { Table } from '../platform/table.ts';
import { type Building, Compound, type Grid, House, type StreetId, type Unit } from './compound.ts';
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
const DirectoryEntry = z.object({ compoundId: CompoundId });

const gridKey = ({ compoundId, number }: Grid) => ({ pk: compoundId, sk: `grid#${number}` });
const buildingKey = ({ compoundId, number }: Building) => ({
  pk: compoundId,
  sk: `building#${number}`,
});
const unitKey = ({ compoundId, building, number }: Unit) => ({
  pk: compoundId,
  sk: `unit#${building}#${number}`,
});
const houseKey = (house: HouseId) => ({ pk: compoundOf(house), sk: `house#${house}` });

export function createCompoundStore(table: Table): CompoundStore {
  return {
    findCompound: async (id) => {
      const { Item } = await table.documents.send(
        new GetCommand({ TableName: table.name, Key: compoundKey(id) }),
      );
      return Item === undefined ? undefined : Compound.parse(Item);
    },

    listCompoundIds: async () => {
      const pages = paginateQuery(
        { client: table.documents },
        {
          TableName: table.name,
          KeyConditionExpression: 'pk = :directory',
          ExpressionAttributeValues: { ':directory': DIRECTORY },
        },
      );
      const ids: CompoundId[] = [];
      for await (const { Items = [] } of pages) {
        ids.push(...Items.map((item) => DirectoryEntry.parse(item).compoundId));
      }
      return ids;
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
        { ...directoryKey(compound.compoundId), compoundId: compound.compoundId },
        ...grids.map((grid) => ({ ...gridKey(grid), ...grid })),
        ...buildings.map((building) => ({ ...buildingKey(building), ...building })),
        ...units.map((unit) => ({ ...unitKey(unit), ...unit })),
        ...houses.map((house) => ({ ...houseKey(house.houseId), ...house })),
      ]),
  };
}
