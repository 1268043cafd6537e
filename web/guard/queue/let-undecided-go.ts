import type { ScanQueue } from './scan-queue.ts';

/** Nobody is left to answer: the record shows the question without an answer. */
export async function letUndecidedGo(queue: ScanQueue): Promise<void> {
  for (const { boot, scan } of await queue.listUndecided()) {
    // A full disk keeps it in memory, and on the disk as soon as there is room.
    await queue.settle({ boot, seq: scan.seq }, undefined).catch(() => undefined);
  }
}
