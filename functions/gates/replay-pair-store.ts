import type { CompoundId } from '../../shared/ids.ts';
import type { ReplayPair } from '../../shared/messages/gates.ts';
import type { ShownAt, ShownTogether } from './replay-pair.ts';

/** What two gates that could not hear each other let in twice. */
export interface ReplayPairStore {
  /** Notes what was let in together; the same again changes nothing. */
  noteShown(together: ShownTogether): Promise<void>;
  /**
   * The showings of a bucket that batches noted, or also those that the server let in; never an
   * older state than was acknowledged.
   */
  findShown(
    compound: CompoundId,
    bucket: number,
    by: 'batches' | 'batches and server',
  ): Promise<ShownAt[]>;
  /** Reports a pair, once for ever. @param ttl unix seconds */
  recordPair(compound: CompoundId, pair: ReplayPair, ttl: number): Promise<void>;
  /** By slot. */
  listPairs(compound: CompoundId, nowMs: number): Promise<ReplayPair[]>;
}
