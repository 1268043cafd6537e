import { SCANS_PER_BATCH, type Scan } from '../../../shared/messages/gates.ts';
import { SLOT_MS } from '../../../shared/time/slot.ts';
import { holdingQueue } from '../../../web/guard/queue/holding-queue.ts';
import { scanQueueIn } from '../../../web/guard/queue/scan-queue-browser.ts';
import { uploadScans } from '../../../web/guard/queue/upload-scans.ts';
import { startEngine, type TestEngine } from '../../support/engine.ts';
import { fixedClock } from '../../support/fixed-clock.ts';
import { openGatehouse } from '../../support/gatehouse.ts';
import { GATES, layGates } from '../../support/gates.ts';
import { newPageDisk } from '../../support/page-disk.ts';
import { RESIDENTS } from '../../support/street.ts';

/** How long a guard's page needs to hand in what it could not for a day, as one JSON object. */
const QUEUED = 10_000;
const BOOT = 2;
const PHONES_EACH = 4;
const NOTHING_SEEN = { accepted: [], stale: [] };

/** The page's own queue on IndexedDB, in memory, and the real server on the embedded engine. */
async function secondsToUpload(engine: TestEngine): Promise<number> {
  await layGates(engine.table);
  const house = await openGatehouse(engine.table, fixedClock());
  const device = await house.deviceAt(GATES.east);
  const phones = [];
  for (const resident of [RESIDENTS.father, RESIDENTS.mother, RESIDENTS.child]) {
    for (let n = 0; n < PHONES_EACH; n++) phones.push(await house.phoneOf(resident));
  }
  const { shiftId } = await house.startShift(device);
  const verdict = { outcome: 'allow', reason: 'ok' } as const;
  const { database } = await newPageDisk().open();
  const queue = holdingQueue(scanQueueIn(database));
  for (let seq = 0; seq < QUEUED; seq++) {
    const phone = phones[seq % phones.length];
    if (phone === undefined) throw new Error('nobody comes');
    if (seq % phones.length === 0) house.clock.advance(SLOT_MS);
    const scannedAt = house.clock();
    const code = phone.showAt(scannedAt);
    const scan: Scan = { seq, code, direction: 'in', scannedAt, verdict };
    await queue.keep({ boot: BOOT, shiftId, scan, undecided: false }, NOTHING_SEEN);
    if (seq % SCANS_PER_BATCH === SCANS_PER_BATCH - 1) {
      const current = { boot: BOOT, shiftId };
      await queue.cut({ current, now: scannedAt, atOnce: false });
    }
  }
  const { waiting } = await queue.count();
  if (waiting !== QUEUED) throw new Error(`${waiting} scans wait`);
  const from = performance.now();
  const stopped = await uploadScans(queue, async (batches) => {
    const answers = await house.record(device, batches);
    const good = answers.every(
      ({ result, verdicts }) =>
        result === 'recorded' && verdicts.every((one) => one.reason === 'ok'),
    );
    if (!good) throw new Error('a good batch was not recorded as it was');
    return { batches: answers };
  });
  if (stopped !== undefined) throw new Error(stopped.code);
  return (performance.now() - from) / 1_000;
}

const engine = await startEngine();
try {
  console.log(JSON.stringify({ 'queue.10000.uploadSeconds': await secondsToUpload(engine) }));
} finally {
  await engine.stop();
}
