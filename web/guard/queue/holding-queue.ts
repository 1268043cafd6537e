import type { SeenSnapshot } from '../../../shared/gate/seen.ts';
import type { Decision } from '../verdict/verdict-screen.ts';
import type { QueuedScan } from './queued-scan.ts';
import { nameOf, type ScanName, type ScanQueue } from './scan-queue.ts';

/** A full disk is tried again this often, also when nobody comes. */
export const KEEP_AGAIN_AFTER_MS = 60_000;

/**
 * A queue whose disk may be full. What the disk refuses is still refused, so that nobody is let in
 * by it; it is held in memory too, counted, and kept as soon as there is room. Only a reload
 * before then loses it.
 */
export function holdingQueue(disk: ScanQueue): ScanQueue {
  const scans = new Map<string, QueuedScan>();
  const answers = new Map<string, { scan: ScanName; decision: Decision | undefined }>();
  let lastSeen: SeenSnapshot = { accepted: [], stale: [] };

  const keepEach = async (): Promise<void> => {
    for (const [name, queued] of scans) {
      await disk.keep(queued, lastSeen);
      // Answered meanwhile, it is kept once more by the next round.
      if (scans.get(name) === queued) scans.delete(name);
    }
    for (const [name, { scan, decision }] of answers) {
      await disk.settle(scan, decision, lastSeen);
      answers.delete(name);
    }
  };
  /** One round at a time: what one has kept and a cut has taken, another must not keep again. */
  let keeping: Promise<void> | undefined;
  const keepAgain = (): Promise<void> => {
    keeping ??= keepEach()
      .catch(() => undefined)
      .finally(() => {
        keeping = undefined;
      });
    return keeping;
  };

  return {
    ...disk,

    async keep(queued, seen) {
      lastSeen = seen;
      if (queued === undefined) return disk.keep(queued, seen);
      const name = nameOf({ boot: queued.boot, seq: queued.scan.seq });
      try {
        await disk.keep(queued, seen);
        scans.delete(name);
      } catch (fault) {
        scans.set(name, queued);
        throw fault;
      }
    },

    async settle(scan, decision, seen) {
      lastSeen = seen ?? lastSeen;
      const name = nameOf(scan);
      const held = scans.get(name);
      if (held !== undefined) {
        const answered = decision === undefined ? held.scan : { ...held.scan, decision };
        scans.set(name, { ...held, scan: answered, undecided: false });
        await keepAgain();
        // A round that was under way may have kept the question alone.
        if (scans.has(name)) await keepAgain();
        if (scans.has(name)) throw new Error('the disk still has no room for it');
        return;
      }
      try {
        await disk.settle(scan, decision, seen);
      } catch (fault) {
        answers.set(name, { scan, decision });
        throw fault;
      }
    },

    async listUndecided() {
      const held = [...scans.values()].filter(({ undecided }) => undecided);
      const onDisk = await disk.listUndecided();
      const isAnswered = ({ boot, scan: { seq } }: QueuedScan) =>
        answers.has(nameOf({ boot, seq }));
      return [...onDisk.filter((queued) => !isAnswered(queued)), ...held];
    },

    async cut(request) {
      await keepAgain();
      await disk.cut(request);
    },

    async uncut(now) {
      const onDisk = await disk.uncut(now);
      if (scans.size + answers.size === 0) return onDisk;
      const dueIn = Math.min(onDisk.dueIn, KEEP_AGAIN_AFTER_MS);
      return { count: Math.max(onDisk.count, 1), dueIn };
    },

    async count() {
      const counts = await disk.count();
      const unkept = scans.size + answers.size;
      return unkept === 0 ? counts : { ...counts, unkept };
    },
  };
}
