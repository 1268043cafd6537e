import type { PassClass } from '../../../shared/gate/outcomes.ts';
import type { ShiftId } from '../../../shared/ids.ts';
import { SCANS_PER_BATCH, type Scan, type ScanBatch } from '../../../shared/messages/gates.ts';

/** A lone scan waits at most this long for others to share its batch. */
export const FLUSH_AFTER_MS = 5 * 60_000;

/** A scan that is in no batch yet. `boot` and `scan.seq` name it for ever. */
export type QueuedScan = {
  readonly boot: number;
  readonly shiftId: ShiftId;
  readonly scan: Scan;
  /** An ask that the guard has not answered: it is in no batch before that. */
  readonly undecided: boolean;
  /** Whose code it is, where it was authenticated: to show an ask again after a reload. */
  readonly pass?: { readonly class: PassClass; readonly index: number };
  /** It asks because the gate was on trial then. */
  readonly onTrial?: true;
};

/** A batch as it was cut. It is sent as it stands until it is acknowledged. */
export type QueuedBatch = ScanBatch & {
  /** The server will never take it (scanned after the device was un-enrolled): kept and shown. */
  readonly refused: boolean;
};

/** As it lies on the disk. */
export type KeptBatch = QueuedBatch & {
  /** Unix milliseconds. */
  readonly cutAt: number;
  /** Its place among those that are still to be sent; absent once the server refuses it. */
  readonly unsent?: readonly [cutAt: number, batch: number];
};

export type CutRequest = {
  readonly scans: readonly QueuedScan[];
  /** The boot and shift that are still adding scans. */
  readonly current: { readonly boot: number; readonly shiftId: ShiftId | undefined };
  readonly nextBatchOf: (boot: number) => number;
  /** Unix milliseconds. */
  readonly now: number;
  /** Cut what there is, however few and fresh. */
  readonly atOnce: boolean;
};

/**
 * Which scans become batches now: full ones always; the rest of a boot or shift that has ended,
 * or that waited `FLUSH_AFTER_MS`, or when asked at once. A batch never mixes boots or shifts, and
 * leaves out what the guard has not decided.
 */
export function cutBatches(request: CutRequest): QueuedBatch[] {
  const cut: QueuedBatch[] = [];
  for (const group of groupsOf(request.scans)) {
    const [first] = group;
    if (first === undefined) continue;
    const { boot, shiftId } = first;
    const ended = boot !== request.current.boot || shiftId !== request.current.shiftId;
    const waited = group.some(({ scan }) => waitedMs(scan, request.now) >= FLUSH_AFTER_MS);
    const whole = request.atOnce || ended || waited;
    const count = whole ? group.length : group.length - (group.length % SCANS_PER_BATCH);
    const mine = cut.filter((batch) => batch.boot === boot).length;
    for (let start = 0; start < count; start += SCANS_PER_BATCH) {
      cut.push({
        boot,
        batch: request.nextBatchOf(boot) + mine + start / SCANS_PER_BATCH,
        shiftId,
        scans: group.slice(start, start + SCANS_PER_BATCH).map((queued) => queued.scan),
        refused: false,
      });
    }
  }
  return cut;
}

function groupsOf(scans: readonly QueuedScan[]): QueuedScan[][] {
  const groups = new Map<string, QueuedScan[]>();
  for (const queued of scans) {
    if (queued.undecided) continue;
    const key = `${queued.boot} ${queued.shiftId}`;
    const group = groups.get(key) ?? [];
    group.push(queued);
    groups.set(key, group);
  }
  return [...groups.values()].map((group) =>
    group.sort((one, other) => one.scan.seq - other.scan.seq),
  );
}

/** How many scans could go into a batch, and milliseconds until the oldest has waited long enough. */
export function uncutAmong(
  scans: readonly QueuedScan[],
  now: number,
): { readonly count: number; readonly dueIn: number } {
  const decided = scans.filter((queued) => !queued.undecided);
  const waits = decided.map(({ scan }) => waitedMs(scan, now));
  return { count: decided.length, dueIn: Math.max(0, FLUSH_AFTER_MS - Math.max(0, ...waits)) };
}

/** A clock that was set since makes the wait unknown: then it counts by its size. */
const waitedMs = (scan: Scan, now: number): number => Math.abs(now - scan.scannedAt);
