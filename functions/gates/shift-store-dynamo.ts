import { PutCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { compoundOf } from '../../shared/ids.ts';
import { KEPT_MS } from '../../shared/retention.ts';
import { getLatelyWritten } from '../platform/get-dynamo.ts';
import { isConditionFailed, storedItem, type Table } from '../platform/table.ts';
import { transact } from '../platform/transaction-dynamo.ts';
import { refusedReliefKey, shiftKey, shiftPrefix } from './gate-keys.ts';
import { LONGEST_SHIFT_MS, Shift } from './shift.ts';
import type { ShiftStore } from './shift-store.ts';

/** As long as the passages that were recorded in it. */

const IS_OPEN = 'attribute_exists(pk) AND attribute_not_exists(endedAt)';

const ttlOf = (startedAt: number): number =>
  Math.ceil((startedAt + LONGEST_SHIFT_MS + KEPT_MS.shift) / 1_000);

export function createShiftStore(table: Table): ShiftStore {
  const TableName = table.name;

  /** @returns what stood there already, or undefined where the item is put now */
  async function putOnce(Item: Record<string, unknown>): Promise<unknown> {
    try {
      await table.documents.send(
        new PutCommand({
          TableName,
          Item,
          ConditionExpression: 'attribute_not_exists(pk)',
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        }),
      );
      return undefined;
    } catch (error) {
      if (!isConditionFailed(error)) throw error;
      return storedItem(error);
    }
  }

  return {
    findShift: async (gate, shift) => {
      // The names are asked for as soon as the shift is open.
      const item = await getLatelyWritten(table, shiftKey(gate, shift));
      return item === undefined ? undefined : Shift.parse(item);
    },

    listLatest: async (gate, most) => {
      const { Items = [] } = await table.documents.send(
        new QueryCommand({
          TableName,
          KeyConditionExpression: 'pk = :compound AND begins_with(sk, :shifts)',
          ExpressionAttributeValues: {
            ':compound': compoundOf(gate),
            ':shifts': shiftPrefix(gate),
          },
          ScanIndexForward: false,
          Limit: most,
        }),
      );
      return Items.map((item) => Shift.parse(item));
    },

    startShift: async (shift, ending) => {
      const isNew = 'attribute_not_exists(pk)';
      const ttl = ttlOf(shift.startedAt);
      const outcome = await transact(table, [
        {
          Put: {
            TableName,
            Item: { ...shiftKey(shift.gateId, shift.shiftId), ...shift, ttl },
            ConditionExpression: isNew,
          },
        },
        ...ending.map(({ gateId, shiftId }) => ({
          Update: {
            TableName,
            Key: shiftKey(gateId, shiftId),
            UpdateExpression: 'SET endedAt = :at',
            ConditionExpression: IS_OPEN,
            ExpressionAttributeValues: { ':at': shift.startedAt },
          },
        })),
      ]);
      return outcome === 'done' ? 'started' : 'changed';
    },

    recordRelief: async (shift) => {
      const Item = {
        ...shiftKey(shift.gateId, shift.shiftId),
        ...shift,
        ttl: ttlOf(shift.startedAt),
      };
      const stood = await putOnce(Item);
      return stood === undefined ? shift : Shift.parse(stood);
    },

    noteRefusedRelief: async ({ gateId, ...refused }) => {
      const ttl = ttlOf(refused.at);
      await putOnce({ ...refusedReliefKey(gateId, refused), ...refused, ttl });
    },

    endShift: async (gate, shift, { at, handOverNote }) => {
      const note = handOverNote === undefined ? '' : ', handOverNote = :note';
      try {
        await table.documents.send(
          new UpdateCommand({
            TableName,
            Key: shiftKey(gate, shift),
            UpdateExpression: `SET endedAt = :at${note}`,
            ConditionExpression: IS_OPEN,
            ExpressionAttributeValues: {
              ':at': at,
              ...(handOverNote === undefined ? {} : { ':note': handOverNote }),
            },
            ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
          }),
        );
        return 'ended';
      } catch (error) {
        if (!isConditionFailed(error)) throw error;
        return storedItem(error) === undefined ? 'missing' : 'already';
      }
    },
  };
}
