import type { SevereFinding } from '../../shared/emergency/feed-tripwire.ts';
import type { FeedResult } from '../../shared/emergency/health-feed.ts';
import type { FeedPart, StoredBatch } from './feed-batch.ts';
import type { OfEmergency } from './registration-store.ts';

export type BatchName = Pick<StoredBatch, 'iss' | 'batch'>;

/** Of whom a batch says something severe, and what they have in common with others. */
export type SevereNote = BatchName &
  Pick<FeedPart, 'revision' | 'receivedAt'> & { readonly people: readonly SevereFinding[] };

/** So many results lie in one item. */
export const RESULTS_PER_CHUNK = 200;

/** What sources sent, sealed, until the emergency is destroyed: a wrong batch is taken back whole. */
export interface FeedStore {
  find(emergency: OfEmergency, named: BatchName): Promise<StoredBatch | undefined>;
  /** Names a content: equal names, equal contents. */
  contentOf(emergency: OfEmergency, said: string): Promise<string>;
  /** Keeps results where no batch knows them yet. */
  keepChunks(
    emergency: OfEmergency,
    of: BatchName & Pick<FeedPart, 'revision' | 'content'>,
    results: readonly FeedResult[],
  ): Promise<void>;
  findChunk(
    emergency: OfEmergency,
    of: BatchName & Pick<FeedPart, 'revision' | 'content'>,
    chunk: number,
  ): Promise<readonly FeedResult[]>;
  /**
   * Puts `after` in the place of `before`, and on or off the list of what is to be worked on.
   * @returns what stands there instead where somebody was first
   */
  change(
    emergency: OfEmergency,
    before: StoredBatch,
    after: StoredBatch,
  ): Promise<'changed' | StoredBatch>;
  /** Batches that wait for somebody outside to let them through. */
  listStopped(emergency: OfEmergency): Promise<readonly BatchName[]>;
  /** Keeps of whom a batch says something severe; the same again changes nothing. */
  noteSevere(emergency: OfEmergency, noted: SevereNote): Promise<void>;
  /** What was noted of batches that came from then on. */
  listSevere(emergency: OfEmergency, from: number): Promise<readonly SevereNote[]>;
  /** Whoever was let through counts in no other batch. */
  forgetSevere(emergency: OfEmergency, noted: SevereNote): Promise<void>;
  /** Batches of which something is to be done. */
  listWaiting(emergency: OfEmergency): Promise<readonly BatchName[]>;
}
