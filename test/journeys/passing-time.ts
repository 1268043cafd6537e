import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import {
  createDestructionStore,
  createEmergencyStore,
  createFileEmergencyKeys,
  createSealings,
} from '../../functions/emergencies/index.ts';
import { createHealthRecordStore } from '../../functions/health/index.ts';
import { operatorFacts } from '../../functions/platform/audit.ts';
import { openTable } from '../../functions/platform/table.ts';
import { EmergencyId } from '../../shared/ids.ts';
import type { Street } from './street.ts';

const Asking = z.object({
  asks: z.object({ byIndex: z.record(z.string(), z.array(z.object({ asks: z.boolean() }))) }),
});
const FILE = /^file:/;
const DAY_MS = 86_400_000;
const FORGOTTEN_MS = 120_000;

/** Somebody said a day earlier that the last change of their status is wrong: an answer was due now. */
export const letADayPass = (street: Street, statusName: string): Promise<void> =>
  onItsTable(street, async (table) => {
    const keys = createFileEmergencyKeys((process.env.EMERGENCY_KEYS ?? '').replace(FILE, ''));
    const records = createHealthRecordStore(table, createSealings(keys, Date.now));
    const here = await createEmergencyStore(table).findHere('cmp_1', 'real');
    const record = here && (await records.findNamed(here, statusName));
    const last = record?.changes.at(-1);
    if (here === undefined || record === undefined || last?.appeal === undefined) {
      throw new Error('nobody of this name has appealed');
    }
    const { appeal } = last;
    const { at, answerBy } = appeal;
    const earlier = { ...appeal, at: at - DAY_MS, answerBy: answerBy - DAY_MS };
    const outcome = await records.change(here, record, {
      ...record,
      changes: [...record.changes.slice(0, -1), { ...last, appeal: earlier }],
      nextDue: earlier.answerBy,
      version: record.version + 1,
      audit: operatorFacts('test', 'emergency', Date.now()),
    });
    if (outcome !== 'changed') throw new Error('somebody was first');
  });

/** What acts in the compound began a day earlier: the digest of a morning was due since. */
export const letANightPass = (street: Street): Promise<void> =>
  onItsTable(street, async (table) => {
    const here = await createEmergencyStore(table).findHere('cmp_1', 'real');
    if (here === undefined) throw new Error('nothing acts here');
    await table.documents.send(
      new UpdateCommand({
        TableName: table.name,
        Key: { pk: 'cmp_1', sk: 'emergency#real' },
        UpdateExpression: 'SET #since = :since',
        ExpressionAttributeNames: { '#since': 'since' },
        ExpressionAttributeValues: { ':since': here.since - DAY_MS },
      }),
    );
  });

/** How many codes the gates' list says to ask about, whatever a gate has heard of it. */
export const codesThatAsk = (street: Street): Promise<number> =>
  onItsTable(street, async (table) => {
    const { Item } = await table.documents.send(
      new GetCommand({
        TableName: table.name,
        Key: { pk: 'cmp_1', sk: 'status-list' },
        ConsistentRead: true,
      }),
    );
    const { byIndex } = Asking.parse(Item).asks;
    return Object.values(byIndex).filter((changes) => changes.at(-1)?.asks).length;
  });

/**
 * The key of an emergency was destroyed two minutes earlier than it was: every process has forgotten
 * it, and the rest of the destruction need not wait for that.
 * @returns whether it was destroyed by now
 */
export const letTheKeyBeForgotten = (street: Street, emergency: string): Promise<boolean> =>
  onItsTable(street, async (table) => {
    const store = createDestructionStore(table);
    const before = await store.find(EmergencyId.parse(emergency));
    if (before?.done.key === undefined) return false;
    const outcome = await store.change(before, {
      ...before,
      done: { ...before.done, key: before.done.key - FORGOTTEN_MS },
      version: before.version + 1,
      audit: { ...before.audit, at: Date.now() },
    });
    return outcome === 'changed';
  });

async function onItsTable<T>(
  { local }: Street,
  work: (table: ReturnType<typeof openTable>) => Promise<T>,
): Promise<T> {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const connection = { endpoint: local.engineEndpoint, region: 'local', credentials };
  const table = openTable({ name: process.env.TABLE_NAME ?? '', ...connection });
  try {
    return await work(table);
  } finally {
    table.documents.destroy();
  }
}
