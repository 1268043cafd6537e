import type { CompoundId } from '../../shared/ids.ts';
import type { ReplayPair } from '../../shared/messages/gates.ts';
import type { ShownAt, ShownBatch } from './replay-pair.ts';

/** What two gates that could not hear each other let in twice. */
export interface ReplayPairStore {
  /** Notes a batch's showings; the same batch again changes nothing. */
  noteShown(batch: ShownBatch): Promise<void>;
  /** Every showing noted in a bucket; never an older state than was acknowledged. */
  findShown(compound: CompoundId, bucket: number): Promise<ShownAt[]>;
  /** Reports a pair, once for ever. @param ttl unix seconds */
  recordPair(compound: CompoundId, pair: ReplayPair, ttl: number): Promise<void>;
  /** By slot. */
  listPairs(compound: CompoundId, nowMs: number): Promise<ReplayPair[]>;
}
