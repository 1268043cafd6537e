import { GetCommand, PutCommand, paginateQuery } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import {
  buildingIdOf,
  CompoundId,
  compoundNumberOf,
  compoundOf,
  gridIdOf,
  unitIdOf,
} from '../../shared/ids.ts';
import { isHouse } from '../../shared/lane/house-name.ts';
import type { AuditFacts } from '../platform/audit.ts';
import { getAll, putAll } from '../platform/batch-dynamo.ts';
import { isConditionFailed, type Table } from '../platform/table.ts';
import { Building, Compound, CompoundEntry, House } from './compound.ts';
import type { CompoundStore } from './compound-store.ts';
import { housesTakingIn } from './held-house-dynamo.ts';
import { markPlaced, placeRowOf, queryAll } from './place-index-dynamo.ts';
import {
  buildingKey,
  communityKey,
  compoundKey,
  DIRECTORY,
  directoryKey,
  gridKey,
  HOUSE_PREFIX,
  houseKey,
  placePrefix,
  streetKey,
  unitKey,
} from './place-keys.ts';

const DirectoryItem = z.looseObject({ compoundId: CompoundId });

/** What stands already stays as it is: somebody may have changed it meanwhile. */
async function keep(table: Table, Item: Record<string, unknown>, audit: AuditFacts): Promise<void> {
  try {
    await table.documents.send(
      new PutCommand({
        TableName: table.name,
        Item: { ...Item, version: 1, audit },
        ConditionExpression: 'attribute_not_exists(pk)',
      }),
    );
  } catch (error) {
    if (!isConditionFailed(error)) throw error;
  }
}

const doorOf = ({ building, unit, room }: House): string => `${building}-${unit}-${room}`;

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

    findHousesNamed: async (compound, names) => {
      // By doors as they stand: what asks this at a gate may read them and not lay them.
      const buildings = [...new Set(names.map(({ building }) => building))];
      const rows = await Promise.all(
        buildings.map((building) => queryAll(table, compound, placePrefix(building))),
      );
      const houses = rows.flat().map((row) => House.parse(row));
      return houses.filter((house) => names.some((name) => isHouse(house, name)));
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
      const item = await read(buildingKey(buildingIdOf(compound, house.building)));
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

    listTakingIn: (houses, audit) => housesTakingIn(table, houses, audit),

    recordStreet: (street, communities) =>
      putAll(table, [
        { ...streetKey(street.streetId), ...street },
        ...communities.map((community) => ({
          ...communityKey(community.streetId, community.communityId),
          ...community,
        })),
      ]),

    recordCompound: async ({ compound, grids, buildings, units, houses }, audit) => {
      const { compoundId } = compound;
      const number = compoundNumberOf(compoundId);
      const standing = (await queryAll(table, compoundId, HOUSE_PREFIX, { certainly: true })).map(
        (item) => House.parse(item),
      );
      const taken = new Set(standing.map(doorOf));
      const added = houses.filter((house) => !taken.has(doorOf(house)));
      await keep(table, { ...compoundKey(compoundId), ...compound }, audit);
      await Promise.all([
        ...grids.map((grid) =>
          keep(table, { ...gridKey(gridIdOf(number, grid.number)), ...grid }, audit),
        ),
        ...buildings.map((building) =>
          keep(
            table,
            { ...buildingKey(buildingIdOf(number, building.number)), ...building },
            audit,
          ),
        ),
      ]);
      const { Item } = await table.documents.send(
        new GetCommand({
          TableName: table.name,
          Key: compoundKey(compoundId),
          ConsistentRead: true,
        }),
      );
      await putAll(table, [
        { ...directoryKey(compoundId), ...CompoundEntry.parse(Item) },
        ...units.map((unit) => ({
          ...unitKey(unitIdOf(number, unit.building, unit.number)),
          ...unit,
        })),
        ...added.map((house) => ({ ...houseKey(house.houseId), ...house })),
        ...[...standing, ...added].map((house) => placeRowOf(compoundId, house)),
      ]);
      await markPlaced(table, compoundId);
    },
  };
}
