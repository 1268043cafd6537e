import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { DIRECTIONS } from '../../shared/gate/outcomes.ts';
import { GateDeviceId, GateId } from '../../shared/ids.ts';
import { Verdict } from '../../shared/messages/gates.ts';
import { isConditionFailed, soon, storedItem, type Table } from '../platform/table.ts';
import { hasFailed, transact } from '../platform/transaction-dynamo.ts';
import { batchKey, disagreementKey, unusedKey, useKey } from './gate-keys.ts';
import type { DecidedScan, ScanStore } from './scan-store.ts';
import { packScans, unpackScans } from './stored-scan.ts';

const BatchItem = z.object({ scans: z.instanceof(Uint8Array) });
const DecisionItem = Verdict.extend({
  gateId: GateId.optional(),
  deviceId: GateDeviceId,
  boot: z.number().int(),
  seq: z.number().int(),
  direction: z.enum(DIRECTIONS),
  at: z.number().int(),
  ttl: z.number().int(),
});

const ttlOf = (keptUntil: number): number => Math.ceil(keptUntil / 1_000);

const decisionItem = ({ name, gateId, verdict, direction, at, keptUntil }: DecidedScan) => ({
  ...name,
  ...(gateId === undefined ? {} : { gateId }),
  ...verdict,
  direction,
  at,
  ttl: ttlOf(keptUntil),
});

function readDecision(item: unknown): DecidedScan {
  const { deviceId, boot, seq, gateId, direction, at, ttl, ...verdict } = DecisionItem.parse(item);
  const name = { deviceId, boot, seq };
  return {
    name,
    ...(gateId === undefined ? {} : { gateId }),
    verdict,
    direction,
    at,
    keptUntil: ttl * 1_000,
  };
}

const IS_NEW = 'attribute_not_exists(pk)';

export function createScanStore(table: Table): ScanStore {
  const TableName = table.name;

  /** @returns what stood there already, or undefined where the item is put now */
  async function putOnce(
    Item: Record<string, unknown>,
    patience: ReturnType<typeof soon> | undefined = undefined,
  ): Promise<unknown> {
    try {
      await table.documents.send(
        new PutCommand({
          TableName,
          Item,
          ConditionExpression: IS_NEW,
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        }),
        patience,
      );
      return undefined;
    } catch (error) {
      if (!isConditionFailed(error)) throw error;
      return storedItem(error);
    }
  }

  async function decideOnce(key: object, scan: DecidedScan): Promise<DecidedScan> {
    const stood = await putOnce({ ...key, ...decisionItem(scan) }, soon());
    return stood === undefined ? scan : readDecision(stood);
  }

  return {
    recordBatch: async ({ name, shiftId, scans, receivedAt, keptUntil, late }, disagreements) => {
      const ttl = ttlOf(keptUntil);
      const Item = {
        ...batchKey(name),
        scans: packScans(scans),
        shiftId,
        at: receivedAt,
        ttl,
        ...(late ? { late } : {}),
      };
      if (disagreements.length === 0) {
        const stood = await putOnce(Item);
        return stood === undefined ? scans : unpackScans(BatchItem.parse(stood).scans);
      }
      const outcome = await transact(table, [
        {
          Put: {
            TableName,
            Item,
            ConditionExpression: IS_NEW,
            ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
          },
        },
        ...disagreements.map(({ seq, ...disagreement }) => ({
          Put: { TableName, Item: { ...disagreementKey(name, seq), ...disagreement, ttl } },
        })),
      ]);
      if (outcome === 'done') return scans;
      const [batch] = outcome;
      if (!hasFailed(batch)) throw new Error('a batch is refused by its own name alone');
      return unpackScans(BatchItem.parse(batch?.item).scans);
    },

    useShowing: ({ compound, index, slot }, scan) =>
      decideOnce(useKey(compound, index, slot), scan),

    findUse: async ({ compound, index, slot }) => {
      const { Item } = await table.documents.send(
        new GetCommand({ TableName, Key: useKey(compound, index, slot), ConsistentRead: true }),
        soon(),
      );
      return Item === undefined ? undefined : readDecision(Item);
    },

    recordUnused: (scan) => decideOnce(unusedKey(scan.name), scan),
  };
}
