import type { QueuedBatch, QueuedScan } from '../../../web/guard/queue/queued-scan.ts';
import { cutBatches, uncutAmong } from '../../../web/guard/queue/queued-scan.ts';
import type { ScanQueue } from '../../../web/guard/queue/scan-queue.ts';

/** A queue that keeps its promises for as long as the test lasts. */
export function memoryQueue() {
  let scans: QueuedScan[] = [];
  let batches: QueuedBatch[] = [];
  let breaks = false;
  const nextBatch = new Map<number, number>();
  const isSame = (one: { boot: number; batch: number }, other: { boot: number; batch: number }) =>
    one.boot === other.boot && one.batch === other.batch;

  const queue: ScanQueue = {
    async keep(scan) {
      if (breaks) throw new Error('the disk is full');
      if (scan !== undefined) scans.push(scan);
    },
    async settle({ boot, seq }, decision) {
      if (breaks) throw new Error('the disk is full');
      scans = scans.map((queued) =>
        queued.boot === boot && queued.scan.seq === seq && queued.undecided
          ? {
              ...queued,
              undecided: false,
              scan: decision === undefined ? queued.scan : { ...queued.scan, decision },
            }
          : queued,
      );
    },
    async listUndecided() {
      return scans
        .filter((queued) => queued.undecided)
        .sort((one, other) => one.scan.scannedAt - other.scan.scannedAt);
    },
    async cut({ current, now, atOnce }) {
      if (breaks) throw new Error('the disk is full');
      const cut = cutBatches({
        scans,
        current,
        nextBatchOf: (boot) => nextBatch.get(boot) ?? 0,
        now,
        atOnce,
      });
      for (const batch of cut) nextBatch.set(batch.boot, batch.batch + 1);
      const taken = new Set(
        cut.flatMap(({ boot, scans: of }) => of.map(({ seq }) => `${boot}.${seq}`)),
      );
      scans = scans.filter(({ boot, scan }) => !taken.has(`${boot}.${scan.seq}`));
      batches.push(...cut);
    },
    async uncut(now) {
      return uncutAmong(scans, now);
    },
    async listUnsent(limit) {
      return batches.filter((batch) => !batch.refused).slice(0, limit);
    },
    async acknowledge({ recorded, refused }) {
      batches = batches
        .filter((batch) => !recorded.some((name) => isSame(name, batch)))
        .map((batch) =>
          refused.some((name) => isSame(name, batch)) ? { ...batch, refused: true } : batch,
        );
    },
    async count() {
      const inBatches = (refused: boolean) =>
        batches
          .filter((batch) => batch.refused === refused)
          .reduce((sum, batch) => sum + batch.scans.length, 0);
      return { waiting: scans.length + inBatches(false), refused: inBatches(true) };
    },
  };
  return {
    queue,
    scans: () => scans,
    batches: () => batches,
    breakDisk: () => {
      breaks = true;
    },
    mendDisk: () => {
      breaks = false;
    },
  };
}
