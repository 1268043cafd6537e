import { PutCommand, paginateQuery } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { HouseId } from '../../shared/ids.ts';
import { getAll } from '../platform/batch-dynamo.ts';
import { isConditionFailed, type Table } from '../platform/table.ts';
import { SEEN_PREFIX, seenKey, seenPartition } from './announcement-keys.ts';
import type { ReceiptStore } from './receipt-store.ts';

const Seen = z.object({ houseId: HouseId });

export function createReceiptStore(table: Table): ReceiptStore {
  const TableName = table.name;
  return {
    recordSeen: async (id, seen, { now, keptUntil }) => {
      const Item = {
        ...seenKey(id, seen),
        houseId: seen.houseId,
        at: now,
        ttl: Math.ceil(keptUntil / 1_000),
      };
      try {
        await table.documents.send(
          new PutCommand({ TableName, Item, ConditionExpression: 'attribute_not_exists(pk)' }),
        );
      } catch (error) {
        if (!isConditionFailed(error)) throw error;
      }
    },

    countSeen: async (compound, id) => {
      const pages = paginateQuery(
        { client: table.documents },
        {
          TableName,
          KeyConditionExpression: 'pk = :seen AND begins_with(sk, :houses)',
          ExpressionAttributeValues: {
            ':seen': seenPartition(compound, id),
            ':houses': SEEN_PREFIX,
          },
          ProjectionExpression: 'sk',
        },
      );
      const counts = new Map<number, number>();
      for await (const { Items = [] } of pages) {
        for (const { sk } of Items) {
          const building = Number(String(sk).split('#')[1]);
          counts.set(building, (counts.get(building) ?? 0) + 1);
        }
      }
      return counts;
    },

    seenAmong: async (id, houses) => {
      const keys = new Map(houses.map((seen) => [seen.houseId, seenKey(id, seen)]));
      const items = await getAll(table, [...keys.values()]);
      return new Set(items.map((item) => Seen.parse(item).houseId));
    },
  };
}
