import * as z from 'zod';
import type { GuardDatabase } from '../app/guard-database.ts';
import { DURABLE } from '../app/guard-database.ts';
import { cutBatches, type KeptBatch, type QueuedBatch, uncutAmong } from './queued-scan.ts';
import type { BatchName, ScanQueue } from './scan-queue.ts';

const Counts = z.object({ waiting: z.number().int(), refused: z.number().int() });
type Counts = z.infer<typeof Counts>;

type StateStore = {
  get(key: 'queued'): Promise<unknown>;
  put(value: unknown, key: 'queued'): Promise<unknown>;
};

/**
 * Within the transaction of what is counted: however much waits, nobody reads it to count it.
 * Where there is no count yet, `count()` makes one.
 */
async function count(state: StateStore, by: Counts): Promise<void> {
  if (by.waiting === 0 && by.refused === 0) return;
  const kept = Counts.safeParse(await state.get('queued')).data;
  if (kept === undefined) return;
  const { waiting, refused } = kept;
  await state.put({ waiting: waiting + by.waiting, refused: refused + by.refused }, 'queued');
}

/**
 * Scans lie in `scans` until they are cut, which leaves fewer than a batch of each boot and shift:
 * that store is read whole. Batches may be hundreds: those are found and counted one by one.
 */
export function scanQueueIn(database: GuardDatabase): ScanQueue {
  /** A full disk takes deletions alone: that makes room, and what is left is counted anew. */
  const forget = async (recorded: readonly BatchName[]): Promise<void> => {
    const change = database.transaction(['batches', 'state'], 'readwrite', DURABLE);
    await Promise.all([
      ...recorded.map((name) => change.objectStore('batches').delete(keyOf(name))),
      change.objectStore('state').delete('queued'),
      change.done,
    ]);
  };

  const countAnew = async (): Promise<Counts> => {
    const change = database.transaction(['scans', 'batches', 'state'], 'readwrite', DURABLE);
    const counts = { waiting: await change.objectStore('scans').count(), refused: 0 };
    for (const batch of await change.objectStore('batches').getAll()) {
      counts[batch.refused ? 'refused' : 'waiting'] += batch.scans.length;
    }
    // Still full: counted anew the next time too.
    await Promise.all([change.objectStore('state').put(counts, 'queued'), change.done]).catch(
      () => undefined,
    );
    return counts;
  };

  return {
    async keep(queued, seen) {
      const change = database.transaction(['scans', 'state'], 'readwrite', DURABLE);
      const scans = change.objectStore('scans');
      const state = change.objectStore('state');
      const keep = async () => {
        if (queued === undefined) return;
        const isNew = (await scans.getKey([queued.boot, queued.scan.seq])) === undefined;
        await scans.put(queued);
        await count(state, { waiting: isNew ? 1 : 0, refused: 0 });
      };
      await Promise.all([keep(), state.put(seen, 'seen'), change.done]);
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
          change.objectStore('batches').add({ ...batch, cutAt: now, unsent: [now, batch.batch] }),
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
      const most = Number.isFinite(limit) ? limit : undefined;
      const batches = await database.getAllFromIndex('batches', 'unsent', null, most);
      return batches.map(asCut);
    },

    async acknowledge({ recorded, refused }) {
      const change = database.transaction(['batches', 'state'], 'readwrite', DURABLE);
      const batches = change.objectStore('batches');
      const by = { waiting: 0, refused: 0 };
      const settle = async () => {
        for (const name of recorded) {
          const batch = await batches.get(keyOf(name));
          if (batch === undefined) continue;
          by[batch.refused ? 'refused' : 'waiting'] -= batch.scans.length;
          await batches.delete(keyOf(name));
        }
        for (const name of refused) {
          const batch = await batches.get(keyOf(name));
          if (batch === undefined || batch.refused) continue;
          by.waiting -= batch.scans.length;
          by.refused += batch.scans.length;
          const { unsent: _, ...kept } = batch;
          await batches.put({ ...kept, refused: true });
        }
        await count(change.objectStore('state'), by);
      };
      try {
        await Promise.all([settle(), change.done]);
      } catch (fault) {
        await forget(recorded);
        if (refused.length > 0) throw fault;
      }
    },

    async count() {
      return Counts.safeParse(await database.get('state', 'queued')).data ?? countAnew();
    },
  };
}

const keyOf = (name: BatchName): [number, number] => [name.boot, name.batch];

function asCut({ cutAt: _, unsent: __, ...batch }: KeptBatch): QueuedBatch {
  return batch;
}
