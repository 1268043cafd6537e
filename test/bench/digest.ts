import { createHash } from 'node:crypto';
import { UpdateTableCommand } from '@aws-sdk/client-dynamodb';
import { createAlerts, makeDigests } from '../../functions/alerts/index.ts';
import { createSealings } from '../../functions/emergencies/index.ts';
import { recordKey } from '../../functions/health/health-keys.ts';
import {
  appendEvidence,
  createHealthRecordStore,
  createHealthRowStore,
  projectHealth,
} from '../../functions/health/index.ts';
import { systemFacts } from '../../functions/platform/audit.ts';
import { putAll } from '../../functions/platform/batch-dynamo.ts';
import { randomBytes } from '../../functions/platform/random.ts';
import type { Table } from '../../functions/platform/table.ts';
import { buildingIdOf, type ResidentId } from '../../shared/ids.ts';
import { emergencyHere, foundNow, keysInMemory } from '../functions/health/health-office.ts';
import { countingTable } from '../support/counting-table.ts';
import { startEngine, type TestEngine } from '../support/engine.ts';
import { fixedClock } from '../support/fixed-clock.ts';
import { openGatehouse } from '../support/gatehouse.ts';
import { layGates } from '../support/gates.ts';
import type { Figure, Subject } from './figure.ts';

const FEW = 10_000;
const MANY = 1_000_000;
const CHANGES = 1_000;
const READERS = ['community_worker', 'community_doctor'] as const;
const BUILDINGS = 40;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const LANES = 4;
const NAME = 'digest.unitsVs1e6residents';

/** As even and as long as a keyed name. */
const nameLike = (n: number): string =>
  createHash('sha256').update(String(n)).digest('hex').slice(0, 32);

/**
 * Records as the table holds them, under names as they are keyed, of a few bytes each: what they say
 * is read by no digest, and a million that were said in full would only be heavier.
 */
async function laid(table: Table, from: number, to: number): Promise<void> {
  const { emergencyId, compoundId } = emergencyHere(fixedClock());
  const each = Math.ceil((to - from) / LANES);
  const lane = async (first: number) => {
    for (let at = first; at < Math.min(first + each, to); at += CHANGES) {
      const some = Math.min(CHANGES, first + each - at, to - at);
      const items = Array.from({ length: some }, (_, n) => ({
        ...recordKey(compoundId, emergencyId, nameLike(at + n)),
        record: new Uint8Array(16),
        version: 1,
      }));
      await putAll(table, items);
    }
  };
  await Promise.all(Array.from({ length: LANES }, (_, n) => lane(from + n * each)));
}

async function figuresOf(engine: TestEngine): Promise<Figure[]> {
  await layGates(engine.table);
  const clock = fixedClock();
  const here = emergencyHere(clock);
  const sealings = createSealings(keysInMemory(), clock);
  const house = await openGatehouse(engine.table, clock);
  for (const role of READERS) await house.staffCookie(role, { node: 'com_1' });
  const { table, units } = countingTable(engine);
  const alerts = createAlerts(table, sealings);
  const opened = async () => {
    const sealing = await sealings.of(here);
    if (sealing === undefined) throw new Error('a key that lies in memory is there');
    return sealing;
  };

  /** So many become red one after another from noon on, as the stream brings it to the lists. */
  async function change(first: number): Promise<void> {
    const records = createHealthRecordStore(engine.table, sealings);
    for (let n = first; n < first + CHANGES; n++) {
      clock.advance(HOUR_MS / CHANGES);
      const residentId: ResidentId = `res_1_${String(n).padStart(16, '0')}`;
      const appended = await appendEvidence(
        { records, random: randomBytes },
        here,
        {
          residentId,
          buildingId: buildingIdOf(1, (n % BUILDINGS) + 1),
          evidence: [foundNow(clock)],
          office: 'feed',
          audit: systemFacts('health_feed.work', clock()),
        },
        clock(),
      );
      if (!('record' in appended)) throw new Error(appended.failure);
      const rows = createHealthRowStore(engine.table);
      const sealing = await opened();
      await projectHealth(rows, [{ here, sealing, after: appended.record }]);
    }
  }
  /** What the next morning costs. */
  async function morningAfter(noon: number, expected: number): Promise<number> {
    clock.set(noon + 19.5 * HOUR_MS);
    const before = units();
    await makeDigests(alerts, here, clock());
    const after = units();
    const newest = await alerts.digests.findNewest(here);
    if (newest?.changes !== expected) throw new Error(`${newest?.changes} changes were counted`);
    if (newest.recipients.length !== READERS.length) throw new Error('somebody was not told');
    return after.read - before.read + after.written - before.written;
  }

  const noon = clock();
  const quiet = await morningAfter(noon, 0);
  await laid(engine.table, 0, FEW);
  clock.set(noon + DAY_MS);
  await change(0);
  const few = await morningAfter(noon + DAY_MS, CHANGES);
  await laid(engine.table, FEW, MANY);
  clock.set(noon + 2 * DAY_MS);
  await change(CHANGES);
  const many = await morningAfter(noon + 2 * DAY_MS, CHANGES);
  return [
    {
      name: NAME,
      value: many / few,
      unit: 'ratio',
      target: { atMost: 1.1 },
      note: `${CHANGES} changes, ${READERS.length} readers: ${few} units among ${FEW}, ${many} among ${MANY}; ${quiet} where nothing changed`,
    },
  ];
}

/** What a compound's digest of the morning costs, among ten thousand people and among a million. */
export const morningDigest: Subject = {
  names: [NAME],
  measure: async () => {
    const engine = await startEngine();
    // Each write to the embedded engine's stream takes longer than the one before; nobody reads it.
    await engine.table.documents.send(
      new UpdateTableCommand({
        TableName: engine.table.name,
        StreamSpecification: { StreamEnabled: false },
      }),
    );
    try {
      return await figuresOf(engine);
    } finally {
      await engine.stop();
    }
  },
};
