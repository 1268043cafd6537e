import { GetCommand } from '@aws-sdk/lib-dynamodb';
import {
  buildingIdOf,
  type CompoundId,
  compoundNumberOf,
  gridIdOf,
  unitIdOf,
} from '../../shared/ids.ts';
import type { AuditFacts } from '../platform/audit.ts';
import type { Table } from '../platform/table.ts';
import { transact } from '../platform/transaction-dynamo.ts';
import type { House } from './compound.ts';
import { placeEdits } from './place-edits-dynamo.ts';
import { indexPlaces, placeRowOf, queryAll } from './place-index-dynamo.ts';
import { buildingKey, gridKey, houseKey, placeKey, placePrefix, unitKey } from './place-keys.ts';
import type { HousesToAdd } from './place-store.ts';

/** Each with its door and, at worst, a unit of its own: what one transaction takes. */
const HOUSES_AT_A_TIME = 30;

/** Houses into a building, which is made where it is not there; what is there stays as it is. */
export function createHouseAdder(table: Table) {
  const TableName = table.name;
  const { touch, putNew } = placeEdits(table);

  async function isThere(Key: { pk: string; sk: string }): Promise<boolean> {
    const { Item } = await table.documents.send(
      new GetCommand({ TableName, Key, ConsistentRead: true }),
    );
    return Item !== undefined;
  }

  async function standBuilding(
    compoundId: CompoundId,
    { number, grid }: HousesToAdd,
    audit: AuditFacts,
  ): Promise<void> {
    const compound = compoundNumberOf(compoundId);
    const key = buildingKey(buildingIdOf(compound, number));
    if (await isThere(key)) return;
    if (grid === undefined) throw new Error('a building that belongs to no grid');
    const outcome = await transact(table, [
      putNew({ ...key, compoundId, number, grid, version: 1, audit }),
      touch(gridKey(gridIdOf(compound, grid)), audit),
    ]);
    if (outcome !== 'done') throw new Error('the grid of a new building is gone');
  }

  return async (compoundId: CompoundId, toAdd: HousesToAdd, audit: AuditFacts): Promise<void> => {
    const compound = compoundNumberOf(compoundId);
    const { number: building } = toAdd;
    await indexPlaces(table, compoundId);
    await standBuilding(compoundId, toAdd, audit);
    const doors = await queryAll(table, compoundId, placePrefix(building), { certainly: true });
    const taken = new Set(doors.map(({ sk }) => sk));
    const added = toAdd.houses.filter((house) => !taken.has(placeKey(compoundId, house).sk));
    for (let at = 0; at < added.length; at += HOUSES_AT_A_TIME) {
      const some = added.slice(at, at + HOUSES_AT_A_TIME);
      const unitOf = (number: number) => ({
        ...unitKey(unitIdOf(compound, building, number)),
        compoundId,
        building,
        number,
      });
      const outcome = await transact(table, [
        ...some.map((house) => putNew(placeRowOf(compoundId, house))),
        ...some.map((house: House) =>
          putNew({ ...houseKey(house.houseId), ...house, version: 1, audit }),
        ),
        ...[...new Set(some.map(({ unit }) => unit))].map((unit) => ({
          Put: { TableName, Item: unitOf(unit) },
        })),
        touch(buildingKey(buildingIdOf(compound, building)), audit),
      ]);
      if (outcome !== 'done') throw new Error('somebody else adds houses at this moment');
    }
  };
}
