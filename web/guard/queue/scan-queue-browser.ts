import type { GuardDatabase } from '../app/guard-database.ts';
import { DURABLE } from '../app/guard-database.ts';
import { cutBatches, type QueuedBatch, uncutAmong } from './queued-scan.ts';
import type { BatchName, ScanQueue } from './scan-queue.ts';

export function scanQueueIn(database: GuardDatabase): ScanQueue {
  return {
    async keep(queued, seen) {
      const change = database.transaction(['scans', 'state'], 'readwrite', DURABLE);
      await Promise.all([
        queued && change.objectStore('scans').put(queued),
        change.objectStore('state').put(seen, 'seen'),
        change.done,
      ]);
    },

    async settle({ boot, seq }, decision, seen) {
      const change = database.transaction(['scans', 'state'], 'readwrite', DURABLE);
      const scans = change.objectStore('scans');
      const queued = await scans.get([boot, seq]);
      const settled = queued?.undecided && {
        ...queued,
        scan: decision === undefined ? queued.scan : { ...queued.scan, decision },
        undecided: false,
      };
      await Promise.all([
        settled && scans.put(settled),
        seen && change.objectStore('state').put(seen, 'seen'),
        change.done,
      ]);
    },

    async listUndecided() {
      const scans = await database.getAll('scans');
      return scans
        .filter((queued) => queued.undecided)
        .sort(
          (one, other) =>
            one.scan.scannedAt - other.scan.scannedAt || one.scan.seq - other.scan.seq,
        );
    },

    async cut({ current, now, atOnce }) {
      const change = database.transaction(['scans', 'batches', 'boots'], 'readwrite', DURABLE);
      const scans = change.objectStore('scans');
      const boots = change.objectStore('boots');
      const waiting = await scans.getAll();
      const next = new Map<number, number>();
      for (const { boot } of waiting) {
        if (!next.has(boot)) next.set(boot, (await boots.get(boot)) ?? 0);
      }
      const cut = cutBatches({
        scans: waiting,
        current,
        nextBatchOf: (boot) => next.get(boot) ?? 0,
        now,
        atOnce,
      });
      await Promise.all([
        ...cut.flatMap((batch) => [
          change.objectStore('batches').add({ ...batch, cutAt: now }),
          boots.put(batch.batch + 1, batch.boot),
          ...batch.scans.map((scan) => scans.delete([batch.boot, scan.seq])),
        ]),
        change.done,
      ]);
    },

    async uncut(now) {
      return uncutAmong(await database.getAll('scans'), now);
    },

    async listUnsent(limit) {
      const batches = await database.getAll('batches');
      return batches
        .filter((batch) => !batch.refused)
        .sort((one, other) => one.cutAt - other.cutAt || one.batch - other.batch)
        .slice(0, limit)
        .map(withoutCutAt);
    },

    async acknowledge({ recorded, refused }) {
      const change = database.transaction('batches', 'readwrite', DURABLE);
      const refuse = async (name: BatchName) => {
        const batch = await change.store.get(keyOf(name));
        if (batch !== undefined) await change.store.put({ ...batch, refused: true });
      };
      await Promise.all([
        ...recorded.map((name) => change.store.delete(keyOf(name))),
        ...refused.map(refuse),
        change.done,
      ]);
    },

    async count() {
      const reading = database.transaction(['scans', 'batches']);
      const uncut = await reading.objectStore('scans').count();
      const batches = await reading.objectStore('batches').getAll();
      const inBatches = (refused: boolean) =>
        batches
          .filter((batch) => batch.refused === refused)
          .reduce((sum, batch) => sum + batch.scans.length, 0);
      return { waiting: uncut + inBatches(false), refused: inBatches(true) };
    },
  };
}

const keyOf = (name: BatchName): [number, number] => [name.boot, name.batch];

function withoutCutAt({ cutAt: _, ...batch }: QueuedBatch & { cutAt: number }): QueuedBatch {
  return batch;
}
