import { openDB } from 'idb';
import { afterEach, expect, it, vi } from 'vitest';
import { BATCHES_PER_UPLOAD, SCANS_PER_BATCH } from '../../../shared/messages/gates.ts';
import { holdingQueue } from '../../../web/guard/queue/holding-queue.ts';
import type { ScanQueue } from '../../../web/guard/queue/scan-queue.ts';
import { scanQueueIn } from '../../../web/guard/queue/scan-queue-browser.ts';
import { uploadScans } from '../../../web/guard/queue/upload-scans.ts';
import { newPageDisk, type PageDisk } from '../../support/page-disk.ts';
import { BOOT, CUT, NOW, SEEN, SHIFT, waitingScan } from './waiting-scan.ts';

const BATCHES = 400;

const batchOf = (batch: number, refused = false) => ({
  boot: BOOT,
  batch,
  shiftId: SHIFT,
  scans: Array.from(
    { length: SCANS_PER_BATCH },
    (_, place) => waitingScan({ seq: batch * SCANS_PER_BATCH + place }).scan,
  ),
  refused,
  cutAt: NOW + batch,
});

/** A device on which the release before these counts left ten thousand scans, and 25 refused ones. */
async function longQueue(disk: PageDisk) {
  globalThis.indexedDB = disk.factory;
  const before = await openDB('xq-guard', 2, {
    upgrade(database) {
      for (const store of ['device', 'deviceKeys', 'shift', 'documents', 'state', 'boots']) {
        database.createObjectStore(store);
      }
      database.createObjectStore('endedShifts', { keyPath: 'shiftId' });
      database.createObjectStore('scans', { keyPath: ['boot', 'scan.seq'] });
      database.createObjectStore('batches', { keyPath: ['boot', 'batch'] });
      database.createObjectStore('openings', { keyPath: ['opening.boot', 'opening.seq'] });
    },
  });
  const change = before.transaction('batches', 'readwrite');
  for (let batch = 0; batch < BATCHES; batch++) change.store.put(batchOf(batch));
  change.store.put(batchOf(BATCHES, true));
  await change.done;
  before.close();
  const { database } = await disk.open();
  return holdingQueue(scanQueueIn(database));
}

const openedAndScanned = async (queue: ScanQueue): Promise<void> => {
  await queue.listUndecided();
  await queue.count();
  await queue.keep(waitingScan({ seq: 1_000_000 }), SEEN);
  await queue.uncut(NOW);
  await queue.count();
};

afterEach(() => {
  vi.restoreAllMocks();
});

it('ten thousand scans that an earlier release left are counted, and sent in their order', async () => {
  const queue = await longQueue(newPageDisk());
  expect(await queue.count()).toEqual({ waiting: BATCHES * SCANS_PER_BATCH, refused: 25 });
  const sent: number[] = [];
  const outcome = await uploadScans(queue, async (batches) => {
    sent.push(...batches.map(({ batch }) => batch));
    const named = batches.map(({ boot, batch }) => ({ boot, batch, verdicts: [] }));
    return { batches: named.map((one) => ({ ...one, result: 'recorded' as const })) };
  });
  expect(outcome).toBeUndefined();
  expect(sent).toEqual(Array.from({ length: BATCHES }, (_, batch) => batch));
  expect(await queue.count()).toEqual({ waiting: 0, refused: 25 });
});

it('to open the page and to add a scan reads none of those that wait; a request reads what it sends', async () => {
  const queue = await longQueue(newPageDisk());
  const whole = vi.spyOn(IDBObjectStore.prototype, 'getAll');
  const some = vi.spyOn(IDBIndex.prototype, 'getAll');
  const one = vi.spyOn(IDBObjectStore.prototype, 'get');
  await openedAndScanned(queue);
  expect(some).not.toHaveBeenCalled();
  await queue.listUnsent(BATCHES_PER_UPLOAD);
  expect(some.mock.calls.map(([, most]) => most)).toEqual([BATCHES_PER_UPLOAD]);
  const ofBatches = expect.objectContaining({ name: 'batches' });
  expect(whole.mock.contexts).not.toContainEqual(ofBatches);
  expect(one.mock.contexts).not.toContainEqual(ofBatches);
});

it('what waits is counted as it comes, is refused and is sent, also where it is told twice', async () => {
  const { database } = await newPageDisk().open();
  const queue = holdingQueue(scanQueueIn(database));
  for (const seq of [1, 2, 2, 3]) await queue.keep(waitingScan({ seq }), SEEN);
  expect(await queue.count()).toEqual({ waiting: 3, refused: 0 });
  await queue.cut(CUT);
  expect(await queue.count()).toEqual({ waiting: 3, refused: 0 });
  const [batch] = await queue.listUnsent(1);
  if (batch === undefined) throw new Error('nothing was cut');
  await queue.acknowledge({ recorded: [], refused: [batch, batch] });
  expect(await queue.count()).toEqual({ waiting: 0, refused: 3 });
  expect(await queue.listUnsent(1)).toEqual([]);
  await queue.acknowledge({ recorded: [batch, batch], refused: [] });
  expect(await queue.count()).toEqual({ waiting: 0, refused: 0 });
});

it('what the server has recorded makes room on a full disk, and what is left is counted rightly', async () => {
  const disk = newPageDisk();
  const { database } = await disk.open();
  const queue = holdingQueue(scanQueueIn(database));
  for (let seq = 1; seq <= SCANS_PER_BATCH + 1; seq += 1)
    await queue.keep(waitingScan({ seq }), SEEN);
  await queue.cut({ ...CUT, atOnce: false });
  const [batch] = await queue.listUnsent(1);
  if (batch === undefined) throw new Error('nothing was cut');
  disk.fill(true);
  await queue.acknowledge({ recorded: [batch], refused: [] });
  expect(await queue.listUnsent(1)).toEqual([]);
  expect(await queue.count()).toEqual({ waiting: 1, refused: 0 });
  disk.fill(false);
  await queue.keep(waitingScan({ seq: 100 }), SEEN);
  expect(await queue.count()).toEqual({ waiting: 2, refused: 0 });
});
