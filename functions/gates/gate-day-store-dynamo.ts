import { PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { DIRECTIONS, OUTCOMES, REASONS } from '../../shared/gate/outcomes.ts';
import { compoundOf, GateDeviceId, type GateId, StaffId } from '../../shared/ids.ts';
import { RefusedRelief } from '../../shared/messages/gate-days.ts';
import { OPENING_CLASSES, Opening } from '../../shared/messages/openings.ts';
import { KEPT_MS } from '../../shared/retention.ts';
import { getAll } from '../platform/batch-dynamo.ts';
import { isConditionFailed, type Table } from '../platform/table.ts';
import type { GateDayStore } from './gate-day-store.ts';
import {
  BATCH_PREFIX,
  DISAGREEMENT_PREFIX,
  OPENING_PREFIX,
  openingReviewKey,
  REFUSED_RELIEF_PREFIX,
  REVIEW_PREFIX,
  refusalKey,
  SERVER_PREFIX,
  scanPartition,
  shiftKey,
  shownPartition,
  USE_PREFIX,
  usesKey,
} from './gate-keys.ts';
import { serverDecisionIn } from './server-decision.ts';
import { Shift } from './shift.ts';
import { packScans, unpackScans } from './stored-scan.ts';

/** As long as the openings that were looked at. */
const REVIEW_KEPT_MS = KEPT_MS.gate_review;

const BatchItem = z.object({ scans: z.instanceof(Uint8Array) });
const UsesItem = z.object({ bucket: z.number().int() });
const Said = z.object({ outcome: z.enum(OUTCOMES), reason: z.enum(REASONS) });
const DisagreementItem = z.object({
  seq: z.number().int().optional(),
  sk: z.string(),
  direction: z.enum(DIRECTIONS),
  scannedAt: z.number().int(),
  device: Said,
  server: Said,
  decision: z.enum(['let_in', 'turned_away']).optional(),
});
const OpeningItem = z.object(Opening.shape);
const ReviewItem = z.object({
  class: z.enum(OPENING_CLASSES),
  staffId: StaffId.optional(),
  count: z.number().int(),
  at: z.number().int(),
  by: StaffId,
});
const Term = z.object({ ttl: z.number().int() });

/** `disagreement#<device>#<boot>#<batch>#<seq>` */
function readDisagreement(item: unknown) {
  const { sk, seq: _, ...said } = DisagreementItem.parse(item);
  const [, device, , , seq] = sk.split('#');
  return { ...said, deviceId: GateDeviceId.parse(device), seq: Number(seq) };
}

export function createGateDayStore(table: Table): GateDayStore {
  const TableName = table.name;

  async function listIn(
    pk: string,
    { prefix, nowMs }: { readonly prefix: string; readonly nowMs: number },
  ): Promise<Record<string, unknown>[]> {
    const items: Record<string, unknown>[] = [];
    let from: Record<string, unknown> | undefined;
    do {
      const page = await table.documents.send(
        new QueryCommand({
          TableName,
          KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
          ExpressionAttributeValues: { ':pk': pk, ':prefix': prefix },
          ...(from === undefined ? {} : { ExclusiveStartKey: from }),
        }),
      );
      items.push(...(page.Items ?? []));
      from = page.LastEvaluatedKey;
    } while (from !== undefined);
    return items.filter((item) => nowMs < Term.parse(item).ttl * 1_000);
  }
  const list = (
    gate: GateId,
    day: string,
    asked: { readonly prefix: string; readonly nowMs: number },
  ) => listIn(scanPartition(gate, day), asked);

  return {
    listScans: async (gate, day, nowMs) => {
      const batches = await list(gate, day, { prefix: BATCH_PREFIX, nowMs });
      return batches.flatMap((item) => unpackScans(BatchItem.parse(item).scans));
    },

    listServerDecisions: async (gate, day, nowMs) => {
      const noted = await list(gate, day, { prefix: SERVER_PREFIX, nowMs });
      const refusals = noted.filter(({ scans }) => scans !== undefined);
      const buckets = noted
        .filter(({ scans }) => scans === undefined)
        .map((item) => UsesItem.parse(item).bucket);
      const used = buckets.map((bucket) =>
        listIn(shownPartition(compoundOf(gate), bucket), { prefix: USE_PREFIX, nowMs }),
      );
      // A bucket holds what all gates of the compound let in.
      const letIn = (await Promise.all(used))
        .flat()
        .map(serverDecisionIn)
        .filter((decision) => decision?.gateId === gate);
      return [
        ...refusals.flatMap((item) => unpackScans(BatchItem.parse(item).scans)),
        ...letIn.flatMap((decision) => decision?.scan ?? []),
      ];
    },

    noteUses: async (gate, day, { bucket, ttl }) => {
      const Item = { ...usesKey(gate, day, bucket), bucket, ttl };
      await table.documents.send(new PutCommand({ TableName, Item }));
    },

    noteRefusal: async (day, { gateId, deviceId, boot, scan, ttl }) => {
      const key = refusalKey(gateId, day, { deviceId, boot, seq: scan.seq });
      const Item = { ...key, scans: packScans([scan]), ttl };
      await table.documents.send(new PutCommand({ TableName, Item }));
    },

    listDisagreements: async (gate, day, nowMs) =>
      (await list(gate, day, { prefix: DISAGREEMENT_PREFIX, nowMs })).map(readDisagreement),

    listRefusedReliefs: async (gate, day, nowMs) =>
      (await list(gate, day, { prefix: REFUSED_RELIEF_PREFIX, nowMs })).map((item) =>
        RefusedRelief.parse(item),
      ),

    listOpenings: async (gate, day, nowMs) =>
      (await list(gate, day, { prefix: OPENING_PREFIX, nowMs })).map((item) =>
        OpeningItem.parse(item),
      ),

    listReviews: async (gate, day, nowMs) =>
      (await list(gate, day, { prefix: REVIEW_PREFIX, nowMs })).map((item) =>
        ReviewItem.parse(item),
      ),

    recordReview: async (gate, day, review) => {
      const Item = {
        ...openingReviewKey(gate, day, review),
        ...review,
        ttl: Math.ceil((review.at + REVIEW_KEPT_MS) / 1_000),
      };
      try {
        await table.documents.send(
          new PutCommand({
            TableName,
            Item,
            ConditionExpression: 'attribute_not_exists(pk) OR #count < :count',
            ExpressionAttributeNames: { '#count': 'count' },
            ExpressionAttributeValues: { ':count': review.count },
          }),
        );
      } catch (error) {
        if (!isConditionFailed(error)) throw error;
      }
    },

    findGuards: async (gate, shifts) => {
      const items = await getAll(
        table,
        shifts.map((shift) => shiftKey(gate, shift)),
      );
      const found = items.map((item) => Shift.parse(item));
      return new Map(
        found.map(({ shiftId, staffId, guardName }) => [
          shiftId,
          guardName === undefined ? { staffId } : { staffId, guardName },
        ]),
      );
    },
  };
}
