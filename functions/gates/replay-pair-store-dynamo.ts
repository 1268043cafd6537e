import { PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { GateDeviceId, GateId } from '../../shared/ids.ts';
import { ReplayPair } from '../../shared/messages/gates.ts';
import { isConditionFailed, type Table } from '../platform/table.ts';
import {
  REPLAY_PAIR_PREFIX,
  replayPairKey,
  SHOWN_PREFIX,
  shownKey,
  shownPartition,
  usedShowing,
} from './gate-keys.ts';
import { type ShownAt, shownToServer } from './replay-pair.ts';
import type { ReplayPairStore } from './replay-pair-store.ts';

/** Twenty-five showings and their keys are less than the kilobyte that one write unit buys. */
const ShownItem = z.object({
  gateId: GateId,
  deviceId: GateDeviceId,
  shown: z.array(z.tuple([z.number().int(), z.number().int(), z.number().int()])),
});
const PairItem = ReplayPair.extend({ ttl: z.number().int() });

function readShown(item: Record<string, unknown>): ShownAt[] {
  if (usedShowing(item) !== undefined) return [...(shownToServer(item)?.shown ?? [])];
  const { gateId, deviceId, shown } = ShownItem.parse(item);
  return shown.map(([index, slot, scannedAt]) => ({ gateId, deviceId, index, slot, scannedAt }));
}

export function createReplayPairStore(table: Table): ReplayPairStore {
  const TableName = table.name;

  async function queryAll(
    pk: string,
    { prefix, consistent }: { readonly prefix?: string; readonly consistent: boolean },
  ): Promise<Record<string, unknown>[]> {
    const items: Record<string, unknown>[] = [];
    const begins = prefix === undefined ? '' : ' AND begins_with(sk, :prefix)';
    let from: Record<string, unknown> | undefined;
    do {
      const page = await table.documents.send(
        new QueryCommand({
          TableName,
          ConsistentRead: consistent,
          KeyConditionExpression: `pk = :pk${begins}`,
          ExpressionAttributeValues: {
            ':pk': pk,
            ...(prefix === undefined ? {} : { ':prefix': prefix }),
          },
          ...(from === undefined ? {} : { ExclusiveStartKey: from }),
        }),
      );
      items.push(...(page.Items ?? []));
      from = page.LastEvaluatedKey;
    } while (from !== undefined);
    return items;
  }

  return {
    noteShown: async ({ compound, bucket, of, shown, ttl }) => {
      const [first] = shown;
      if (first === undefined) return;
      const Item = {
        ...shownKey({ compound, bucket, ...of }),
        gateId: first.gateId,
        deviceId: of.deviceId,
        shown: shown.map(({ index, slot, scannedAt }) => [index, slot, scannedAt]),
        ttl,
      };
      await table.documents.send(new PutCommand({ TableName, Item }));
    },

    findShown: async (compound, bucket, by) => {
      const among = by === 'batches' ? { prefix: SHOWN_PREFIX } : {};
      const partition = shownPartition(compound, bucket);
      const items = await queryAll(partition, { ...among, consistent: true });
      return items.flatMap(readShown);
    },

    recordPair: async (compound, pair, ttl) => {
      const Item = { ...replayPairKey(compound, pair), ...pair, ttl };
      try {
        await table.documents.send(
          new PutCommand({ TableName, Item, ConditionExpression: 'attribute_not_exists(pk)' }),
        );
      } catch (error) {
        if (!isConditionFailed(error)) throw error;
      }
    },

    listPairs: async (compound, nowMs) => {
      const items = await queryAll(compound, { prefix: REPLAY_PAIR_PREFIX, consistent: false });
      return items
        .map((item) => PairItem.parse(item))
        .filter(({ ttl }) => nowMs < ttl * 1_000)
        .map(({ ttl: _, ...pair }) => pair);
    },
  };
}
