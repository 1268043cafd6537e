import type { EmergencyReason, Opening } from '../../../shared/messages/openings.ts';
import type { QueueCounts } from '../queue/scan-queue.ts';
import type { OpeningName, QueuedOpening } from './queued-opening.ts';

/**
 * Openings on their way to the server. As with scans every method resolves only after its change
 * is on disk, and each is one transaction.
 */
export interface OpeningQueue {
  keep(opening: Opening): Promise<void>;
  /** Gives an emergency its reason; the first stays. */
  explain(name: OpeningName, reason: EmergencyReason): Promise<void>;
  /** Emergencies that still owe their reason, oldest first. */
  listUnexplained(): Promise<readonly Opening[]>;
  /** Oldest first. */
  listUnsent(limit: number): Promise<readonly Opening[]>;
  /** By `settledOpening`, for openings as they were sent. */
  acknowledge(answer: { recorded: readonly Opening[]; refused: readonly Opening[] }): Promise<void>;
  /** This device is another now: what is unsent stays and is shown, nothing more is asked. */
  giveUp(): Promise<void>;
  count(): Promise<QueueCounts>;
}

export const byTime = (one: QueuedOpening, other: QueuedOpening): number =>
  one.opening.openedAt - other.opening.openedAt || one.opening.seq - other.opening.seq;
