import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { type CompoundId, compoundIdOf } from '../../shared/ids.ts';
import { isConditionFailed, soon, storedItem, type Table } from '../platform/table.ts';
import type { ItemChange } from '../platform/table-stream.ts';
import { Visit, visitFields, visitGoneAt } from './visit.ts';
import type { VisitStore } from './visit-store.ts';
import { isVisitKey, visitKey, visitorKeyKey, visitorPinKey } from './visitor-keys.ts';

const KeyRow = z.object({ serial: z.number().int() });
const PinRow = z.object({ serial: z.number().int(), goneAt: z.number().int() });

/** A visit's change in the table's stream; undefined where it is something else. */
export function visitChangeIn({
  before,
  after,
}: ItemChange):
  | { readonly compound: CompoundId; readonly before?: Visit; readonly after: Visit }
  | undefined {
  if (after === undefined || !isVisitKey(after)) return undefined;
  const number = Number(/^cmp_([0-9]+)#/.exec(String(after.pk))?.[1]);
  return {
    compound: compoundIdOf(number),
    ...(before === undefined ? {} : { before: Visit.parse(before) }),
    after: Visit.parse(after),
  };
}

export function createVisitStore(table: Table): VisitStore {
  const TableName = table.name;

  return {
    findVisit: async (compound, serial) => {
      const { Item } = await table.documents.send(
        new GetCommand({ TableName, Key: visitKey(compound, serial) }),
        soon(),
      );
      return Item === undefined ? undefined : Visit.parse(Item);
    },

    findVisitOfKey: async (compound, thumbprint) => {
      const { Item: row } = await table.documents.send(
        new GetCommand({
          TableName,
          Key: visitorKeyKey(compound, thumbprint),
          ConsistentRead: true,
        }),
      );
      if (row === undefined) return undefined;
      const { Item } = await table.documents.send(
        new GetCommand({
          TableName,
          Key: visitKey(compound, KeyRow.parse(row).serial),
          ConsistentRead: true,
        }),
      );
      return Item === undefined ? undefined : Visit.parse(Item);
    },

    findSerialOfPin: async (house, pinHash, now) => {
      const { Item } = await table.documents.send(
        new GetCommand({ TableName, Key: visitorPinKey(house, pinHash) }),
        soon(),
      );
      const row = Item === undefined ? undefined : PinRow.parse(Item);
      return row !== undefined && now < row.goneAt ? row.serial : undefined;
    },

    recordDecision: async (compound, before, after) => {
      const { stays, inside, lastSlot, decided, turn } = visitFields(after);
      const removed = inside === undefined ? ' REMOVE inside' : '';
      try {
        await table.documents.send(
          new UpdateCommand({
            TableName,
            Key: visitKey(compound, before.serial),
            UpdateExpression: `SET stays = :stays, decided = :decided, turn = :turn, #ttl = :ttl${
              inside === undefined ? '' : ', inside = :inside'
            }${lastSlot === undefined ? '' : ', lastSlot = :slot'}${removed}`,
            ConditionExpression: 'turn = :seen',
            ExpressionAttributeNames: { '#ttl': 'ttl' },
            ExpressionAttributeValues: {
              ':stays': stays,
              ':decided': decided,
              ':turn': turn,
              ':seen': before.turn,
              ':ttl': Math.ceil(visitGoneAt(after) / 1_000),
              ...(inside === undefined ? {} : { ':inside': inside }),
              ...(lastSlot === undefined ? {} : { ':slot': lastSlot }),
            },
            ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
          }),
          soon(),
        );
        return 'recorded';
      } catch (error) {
        if (!isConditionFailed(error)) throw error;
        const stands = storedItem(error);
        return stands === undefined ? undefined : Visit.parse(stands);
      }
    },
  };
}
