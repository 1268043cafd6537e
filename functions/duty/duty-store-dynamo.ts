import { PutCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { DutyPlan, dayStart, type Post } from '../../shared/duty/duty-plan.ts';
import type { CompoundId } from '../../shared/ids.ts';
import { getAll } from '../platform/batch-dynamo.ts';
import { isConditionFailed, type Table } from '../platform/table.ts';
import type { DutyStore } from './duty-store.ts';
import { HAND_OVER_KEPT_MS, HandOverRecord, PLAN_KEPT_MS } from './hand-over.ts';

const planKey = (compound: CompoundId, post: Post, week: string) => ({
  pk: compound,
  sk: `duty#${post}#${week}`,
});
const HAND_OVER_PREFIX = 'hand-over#';
const handOverKey = (compound: CompoundId, { post, at }: { post: Post; at: number }) => ({
  pk: compound,
  sk: `${HAND_OVER_PREFIX}${new Date(at).toISOString()}#${post}`,
});
const ttlOf = (untilMs: number): number => Math.ceil(untilMs / 1_000);
const StoredPlan = DutyPlan.extend({ version: z.number().int() });

export function createDutyStore(table: Table): DutyStore {
  const TableName = table.name;

  /** Whether the write went through; its condition decides a race. */
  async function isDone(send: Promise<unknown>): Promise<boolean> {
    try {
      await send;
      return true;
    } catch (error) {
      if (isConditionFailed(error)) return false;
      throw error;
    }
  }

  return {
    findPlans: async (compound, of) => {
      const items = await getAll(
        table,
        of.map(({ post, week }) => planKey(compound, post, week)),
      );
      return items.map((item) => StoredPlan.parse(item));
    },

    recordPlan: async (compound, plan, { seen, audit }) => {
      const isDoneNow = await isDone(
        table.documents.send(
          new PutCommand({
            TableName,
            Item: {
              ...planKey(compound, plan.post, plan.week),
              ...plan,
              version: seen + 1,
              audit,
              ttl: ttlOf(dayStart(plan.week) + PLAN_KEPT_MS),
            },
            ConditionExpression: seen === 0 ? 'attribute_not_exists(pk)' : 'version = :seen',
            ...(seen === 0 ? {} : { ExpressionAttributeValues: { ':seen': seen } }),
          }),
        ),
      );
      return isDoneNow ? 'recorded' : 'conflict';
    },

    listHandOvers: async (compound, most, nowMs) => {
      const { Items = [] } = await table.documents.send(
        new QueryCommand({
          TableName,
          KeyConditionExpression: 'pk = :compound AND begins_with(sk, :handOvers)',
          ExpressionAttributeValues: { ':compound': compound, ':handOvers': HAND_OVER_PREFIX },
          ScanIndexForward: false,
          Limit: most,
        }),
      );
      return Items.map((item) => HandOverRecord.parse(item)).filter(
        ({ at }) => nowMs < at + HAND_OVER_KEPT_MS,
      );
    },

    recordHandOver: async (compound, handOver) => {
      const isDoneNow = await isDone(
        table.documents.send(
          new PutCommand({
            TableName,
            Item: {
              ...handOverKey(compound, handOver),
              ...handOver,
              ttl: ttlOf(handOver.at + HAND_OVER_KEPT_MS),
            },
            ConditionExpression: 'attribute_not_exists(pk)',
          }),
        ),
      );
      return isDoneNow ? 'recorded' : 'taken';
    },

    confirmHandOver: async (compound, of, { audit, ...person }) => {
      const isAnothersAndOpen =
        'attribute_exists(pk) AND attribute_not_exists(confirmed) AND #by.staffId <> :me';
      const isDoneNow = await isDone(
        table.documents.send(
          new UpdateCommand({
            TableName,
            Key: handOverKey(compound, of),
            UpdateExpression:
              'SET confirmed = :confirmed, version = version + :one, #audit = :audit',
            ConditionExpression: isAnothersAndOpen,
            ExpressionAttributeNames: { '#by': 'by', '#audit': 'audit' },
            ExpressionAttributeValues: {
              ':confirmed': { by: person, at: audit.at },
              ':me': person.staffId,
              ':one': 1,
              ':audit': audit,
            },
          }),
        ),
      );
      return isDoneNow ? 'confirmed' : 'conflict';
    },
  };
}
