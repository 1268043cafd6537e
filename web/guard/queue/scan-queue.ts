import type { SeenSnapshot } from '../../../shared/gate/seen.ts';
import type { ShiftId } from '../../../shared/ids.ts';
import type { Decision } from '../verdict/verdict-screen.ts';
import type { QueuedBatch, QueuedScan } from './queued-scan.ts';

/** For ever the same scan. */
export type ScanName = { readonly boot: number; readonly seq: number };
export const nameOf = ({ boot, seq }: ScanName): string => `${boot}.${seq}`;
export function scanOf(name: string): ScanName {
  const [boot, seq] = name.split('.').map(Number);
  return { boot: boot ?? 0, seq: seq ?? 0 };
}
export type BatchName = Pick<QueuedBatch, 'boot' | 'batch'>;

/** What waits, as the page shows it. */
export type QueueCounts = {
  /** Scans not yet acknowledged, cut into batches or not. */
  readonly waiting: number;
  /** Scans that the server will never take. */
  readonly refused: number;
  /** Scans, answers of the guard and openings that the disk had no room for: in memory, until it has. Absent where there are none. */
  readonly unkept?: number;
};

/** What waits in two queues, together. */
export function countsTogether(one: QueueCounts, other: QueueCounts): QueueCounts {
  const unkept = (one.unkept ?? 0) + (other.unkept ?? 0);
  return {
    waiting: one.waiting + other.waiting,
    refused: one.refused + other.refused,
    ...(unkept === 0 ? {} : { unkept }),
  };
}

/**
 * Scans on their way to the server. They survive a reload, a crash and a flat battery: every
 * method resolves only after its change is on disk, and each is one transaction.
 */
export interface ScanQueue {
  /**
   * Keeps a scan together with what the gate has seen up to it. Without a scan (a resident going
   * out) only the latter. Keeping the same (boot, seq) again changes nothing.
   */
  keep(scan: QueuedScan | undefined, seen: SeenSnapshot): Promise<void>;

  /** Records what the guard did about an ask; without a decision the ask is only let go. */
  settle(scan: ScanName, decision: Decision | undefined, seen?: SeenSnapshot): Promise<void>;

  /** The asks that nobody has answered, oldest first. */
  listUndecided(): Promise<QueuedScan[]>;

  /**
   * Moves scans into batches by `cutBatches`. A scan is in exactly one batch for ever, and a
   * (boot, batch) never names two contents.
   */
  cut(request: {
    current: { boot: number; shiftId: ShiftId | undefined };
    now: number;
    atOnce: boolean;
  }): Promise<void>;

  /** Scans that could go into a batch, and milliseconds until the oldest has waited long enough. */
  uncut(now: number): Promise<{ readonly count: number; readonly dueIn: number }>;

  /** The oldest batches that are still to be sent, in the order they were cut. */
  listUnsent(limit: number): Promise<QueuedBatch[]>;

  /** Forgets what the server has recorded, marks what it refuses. */
  acknowledge(answer: {
    recorded: readonly BatchName[];
    refused: readonly BatchName[];
  }): Promise<void>;

  count(): Promise<QueueCounts>;
}
