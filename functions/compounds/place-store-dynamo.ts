import { createHash } from 'node:crypto';
import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import {
  buildingIdOf,
  type CompoundId,
  compoundNumberOf,
  compoundOf,
  gridIdOf,
  HouseId,
  newHouseId,
  unitIdOf,
} from '../../shared/ids.ts';
import { housesOf } from '../../shared/places/house-pattern.ts';
import { getAll, putAll } from '../platform/batch-dynamo.ts';
import type { Table } from '../platform/table.ts';
import { hasFailed, type TransactedAction, transact } from '../platform/transaction-dynamo.ts';
import { createHouseAdder } from './add-houses-dynamo.ts';
import { Building, Community, Compound, Grid, House, houseLabel, Street } from './compound.ts';
import { holdHouse, letGoOfHouse } from './held-house-dynamo.ts';
import { placeEdits } from './place-edits-dynamo.ts';
import { indexPlaces, placeRowOf, queryAll } from './place-index-dynamo.ts';
import {
  BUILDING_PREFIX,
  buildingKey,
  buildingNumberOf,
  COMMUNITY_PREFIX,
  compoundKey,
  directoryKey,
  GRID_PREFIX,
  gridKey,
  gridNumberOf,
  houseKey,
  placeKey,
  placePrefix,
  streetKey,
  unitKey,
} from './place-keys.ts';
import type { PlaceStore } from './place-store.ts';

/** Records of earlier releases were written once and carry no version. */
const version = { version: z.number().int().default(1) };
const VersionedCompound = Compound.extend(version);
const VersionedGrid = Grid.extend(version);
/** What is left to do of a building that is being laid. */
const Laying = z.object({
  units: z.number(),
  floors: z.number(),
  doors: z.number(),
  seed: z.string(),
});
const VersionedBuilding = Building.extend({ ...version, laying: Laying.optional() });
const PlaceRow = z.object({
  houseId: HouseId,
  building: z.number(),
  unit: z.number(),
  room: z.string(),
  label: z.string(),
});

const byNumber = (one: { number: number }, other: { number: number }) => one.number - other.number;
const byDoor = (one: House, other: House) =>
  one.unit - other.unit || one.room.length - other.room.length || (one.room < other.room ? -1 : 1);

export type PlaceStoreOptions = {
  /** Where else a compound's name is written: changed in the same transaction. */
  readonly renamings?: (compound: CompoundId, name: string) => Promise<TransactedAction[]>;
};

export function createPlaceStore(table: Table, options: PlaceStoreOptions = {}): PlaceStore {
  const TableName = table.name;

  async function get(Key: { pk: string; sk: string }) {
    const { Item } = await table.documents.send(
      new GetCommand({ TableName, Key, ConsistentRead: true }),
    );
    return Item;
  }

  const { change, touch, putNew, removeSeen } = placeEdits(table);
  const changedBy = async (actions: TransactedAction[]) =>
    (await transact(table, actions)) === 'done' ? ('changed' as const) : ('conflict' as const);

  return {
    readStreet: async (id) => {
      const [street, communities] = await Promise.all([
        get(streetKey(id)),
        queryAll(table, id, COMMUNITY_PREFIX),
      ]);
      return {
        street: street === undefined ? undefined : Street.parse(street),
        communities: communities.map((item) => Community.parse(item)),
      };
    },

    readCompound: async (id) => {
      const [compound, grids, buildings] = await Promise.all([
        get(compoundKey(id)),
        queryAll(table, id, GRID_PREFIX, { certainly: true }),
        queryAll(table, id, BUILDING_PREFIX, { certainly: true }),
      ]);
      if (compound === undefined) return undefined;
      return {
        compound: VersionedCompound.parse(compound),
        grids: grids.map((item) => VersionedGrid.parse(item)).sort(byNumber),
        buildings: buildings.map((item) => VersionedBuilding.parse(item)).sort(byNumber),
      };
    },

    findBuilding: async (id) => {
      const compound = compoundOf(id);
      const items = await getAll(table, [compoundKey(compound), buildingKey(id)]);
      const [of, building] = [
        items.find(({ sk }) => sk === 'compound'),
        items.find(({ sk }) => sk !== 'compound'),
      ];
      if (of === undefined || building === undefined) return undefined;
      return { compound: VersionedCompound.parse(of), building: VersionedBuilding.parse(building) };
    },

    listHousesOfBuilding: async (id) => {
      const compound = compoundOf(id);
      await indexPlaces(table, compound);
      const rows = await queryAll(table, compound, placePrefix(buildingNumberOf(id)), {
        certainly: true,
      });
      return rows.map((row) => House.parse(PlaceRow.parse(row))).sort(byDoor);
    },

    findHouseAt: async (compound, door) => {
      await indexPlaces(table, compound);
      const row = await get(placeKey(compound, door));
      return row === undefined ? undefined : PlaceRow.parse(row).houseId;
    },

    findHouse: async (house) => {
      const item = await get(houseKey(house));
      return item === undefined ? undefined : House.parse(item);
    },

    renameCompound: async (id, { name, ...edit }) =>
      changedBy([
        change(compoundKey(id), edit, { name }),
        {
          Update: {
            TableName,
            Key: directoryKey(id),
            UpdateExpression: 'SET #name = :name',
            ConditionExpression: 'attribute_exists(pk)',
            ExpressionAttributeNames: { '#name': 'name' },
            ExpressionAttributeValues: { ':name': name },
          },
        },
        ...((await options.renamings?.(id, name)) ?? []),
      ]),

    addGrid: async (grid, audit) => {
      const key = gridKey(gridIdOf(compoundNumberOf(grid.compoundId), grid.number));
      const outcome = await transact(table, [putNew({ ...key, ...grid, version: 1, audit })]);
      return outcome === 'done' ? 'added' : 'taken';
    },
    renameGrid: (id, { name, ...edit }) => changedBy([change(gridKey(id), edit, { name })]),
    removeGrid: async (id, seen) => {
      const outcome = await transact(table, [removeSeen(gridKey(id), seen)]);
      return outcome === 'done' ? 'removed' : 'conflict';
    },

    moveBuilding: (id, { from, to, ...edit }) =>
      changedBy([
        change(buildingKey(id), edit, { grid: gridNumberOf(to) }),
        touch(gridKey(from), edit.audit),
        touch(gridKey(to), edit.audit),
      ]),

    layBuilding: async (building, pattern, audit) => {
      const { compoundId, number } = building;
      const compound = compoundNumberOf(compoundId);
      const id = buildingIdOf(compound, number);
      const [of] = await getAll(table, [compoundKey(compoundId)]);
      const { buildingWord } = Compound.parse(of);
      await indexPlaces(table, compoundId);
      const laying = { ...pattern, seed: `${audit.by} ${audit.at}` };
      const outcome = await transact(table, [
        putNew({ ...buildingKey(id), ...building, version: 1, audit, laying }),
        touch(gridKey(gridIdOf(compound, building.grid)), audit),
      ]);
      const stood = outcome === 'done' ? undefined : await get(buildingKey(id));
      if (outcome !== 'done' && !hasFailed(outcome[0])) return 'no_grid';
      const begun = stood === undefined ? laying : VersionedBuilding.parse(stood).laying;
      const isSame =
        begun?.units === pattern.units &&
        begun.floors === pattern.floors &&
        begun.doors === pattern.doors;
      if (begun === undefined || !isSame) return 'taken';
      const houses = housesOf(pattern).map(({ unit, room }) => {
        const door = { building: number, unit, room };
        // Of what was begun: the same again makes the same houses.
        const drawn = createHash('sha256').update(`${id} ${begun.seed} ${unit}-${room}`).digest();
        return {
          houseId: newHouseId(compound, drawn),
          ...door,
          label: houseLabel(door, buildingWord),
        };
      });
      const units = [...new Set(houses.map(({ unit }) => unit))];
      await putAll(table, [
        ...units.map((unit) => ({
          ...unitKey(unitIdOf(compound, number, unit)),
          compoundId,
          building: number,
          number: unit,
        })),
        ...houses.map((house) => ({ ...houseKey(house.houseId), ...house, version: 1, audit })),
        ...houses.map((house) => placeRowOf(compoundId, house)),
      ]);
      await table.documents.send(
        new UpdateCommand({
          TableName,
          Key: buildingKey(id),
          UpdateExpression: 'REMOVE laying',
          ConditionExpression: 'attribute_exists(pk)',
        }),
      );
      return 'laid';
    },

    removeBuilding: async (id, { grid, seen, audit }) => {
      const outcome = await transact(table, [
        removeSeen(buildingKey(id), seen),
        touch(gridKey(grid), audit),
      ]);
      return outcome === 'done' ? 'removed' : 'conflict';
    },

    addHouse: async (house, audit) => {
      const compound = compoundOf(house.houseId);
      await indexPlaces(table, compound);
      const number = compoundNumberOf(compound);
      const outcome = await transact(table, [
        putNew(placeRowOf(compound, house)),
        putNew({ ...houseKey(house.houseId), ...house, version: 1, audit }),
        touch(buildingKey(buildingIdOf(number, house.building)), audit),
        {
          Put: {
            TableName,
            Item: {
              ...unitKey(unitIdOf(number, house.building, house.unit)),
              compoundId: compound,
              building: house.building,
              number: house.unit,
            },
          },
        },
      ]);
      return outcome === 'done' ? 'added' : 'taken';
    },

    addHouses: createHouseAdder(table),

    holdHouse: async (house, audit) => (await holdHouse(table, house, audit)) ?? 'conflict',
    letGoOfHouse: (house, by) => letGoOfHouse(table, house, by),
    removeHouse: async (house, { held, audit }) => {
      const compound = compoundOf(house.houseId);
      const outcome = await transact(table, [
        removeSeen(houseKey(house.houseId), held),
        { Delete: { TableName, Key: placeKey(compound, house) } },
        touch(buildingKey(buildingIdOf(compoundNumberOf(compound), house.building)), audit),
      ]);
      return outcome === 'done' ? 'removed' : 'conflict';
    },
  };
}
