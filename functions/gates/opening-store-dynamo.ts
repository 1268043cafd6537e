import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { Opening } from '../../shared/messages/openings.ts';
import { isConditionFailed, storedItem, type Table } from '../platform/table.ts';
import { openingKey } from './gate-keys.ts';
import type { OpeningStore } from './opening-store.ts';

/** Beside the opening stand its keys, when it came and how long it is kept. */
const OpeningItem = z.object(Opening.shape);

export function createOpeningStore(table: Table): OpeningStore {
  return {
    recordOpening: async ({ name, opening, receivedAt, keptUntil }) => {
      const item = new Map<string, unknown>(Object.entries(opening));
      item.set('at', receivedAt).set('ttl', Math.ceil(keptUntil / 1_000));
      const fields = [...item.keys()];
      const isSame = (['openedAt', 'shiftId', 'building'] as const).map((field) =>
        item.has(field) ? `#${field} = :${field}` : `attribute_not_exists(${field})`,
      );
      const first = (field: string) => `#${field} = if_not_exists(#${field}, :${field})`;
      try {
        const { Attributes } = await table.documents.send(
          new UpdateCommand({
            TableName: table.name,
            Key: openingKey(name),
            // What came first stays, field by field: one write, however often it is sent.
            UpdateExpression: `SET ${fields.map(first).join(', ')}`,
            ConditionExpression: `attribute_not_exists(pk) OR (${isSame.join(' AND ')})`,
            ExpressionAttributeNames: Object.fromEntries(
              fields.map((field) => [`#${field}`, field]),
            ),
            ExpressionAttributeValues: Object.fromEntries(
              fields.map((field) => [`:${field}`, item.get(field)]),
            ),
            ReturnValues: 'ALL_NEW',
            ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
          }),
        );
        return OpeningItem.parse(Attributes);
      } catch (error) {
        if (!isConditionFailed(error)) throw error;
        return OpeningItem.parse(storedItem(error));
      }
    },
  };
}
