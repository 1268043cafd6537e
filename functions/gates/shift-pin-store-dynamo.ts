import { GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { raiseVersions } from '../compounds/index.ts';
import { writeWithFacts } from '../platform/audited-write-dynamo.ts';
import { noteDeletion } from '../platform/deletion-dynamo.ts';
import type { Table } from '../platform/table.ts';
import { transact } from '../platform/transaction-dynamo.ts';
import { SHIFT_PIN_PREFIX, shiftPinKey } from './gate-keys.ts';
import { StoredShiftPin } from './shift-pin.ts';
import type { ShiftPinStore } from './shift-pin-store.ts';

export function createShiftPinStore(table: Table): ShiftPinStore {
  const TableName = table.name;
  return {
    listPins: async (compound, nowMs) => {
      const pins: StoredShiftPin[] = [];
      let from: Record<string, unknown> | undefined;
      do {
        const page = await table.documents.send(
          new QueryCommand({
            TableName,
            ConsistentRead: true,
            KeyConditionExpression: 'pk = :compound AND begins_with(sk, :prefix)',
            ExpressionAttributeValues: { ':compound': compound, ':prefix': SHIFT_PIN_PREFIX },
            ...(from === undefined ? {} : { ExclusiveStartKey: from }),
          }),
        );
        pins.push(...(page.Items ?? []).map((item) => StoredShiftPin.parse(item)));
        from = page.LastEvaluatedKey;
      } while (from !== undefined);
      return pins.filter(({ until }) => nowMs < until);
    },

    findPin: async (compound, guard, nowMs) => {
      const { Item } = await table.documents.send(
        new GetCommand({ TableName, Key: shiftPinKey(compound, guard) }),
      );
      const pin = Item === undefined ? undefined : StoredShiftPin.parse(Item);
      return pin === undefined || nowMs >= pin.until ? undefined : pin;
    },

    setPin: async (compound, pin, audit) => {
      const fields = { ...pin, ttl: Math.ceil(pin.until / 1_000) };
      await transact(table, [
        writeWithFacts(table, shiftPinKey(compound, pin.staffId), fields, audit),
        raiseVersions(table, compound, { pins: 1 }),
      ]);
    },

    removePin: async (compound, guard, audit) => {
      const outcome = await transact(table, [
        {
          Delete: {
            TableName,
            Key: shiftPinKey(compound, guard),
            ConditionExpression: 'attribute_exists(pk)',
          },
        },
        noteDeletion(table, shiftPinKey(compound, guard), audit),
        raiseVersions(table, compound, { pins: 1 }),
      ]);
      return outcome === 'done' ? 'removed' : 'missing';
    },
  };
}
