import type { CompoundId, RequestId, WhistleId } from '../../shared/ids.ts';
import type { StoredWhistle } from './whistle.ts';

/** A department whose time is over. */
export type DueCall = {
  readonly whistleId: WhistleId;
  readonly department: number;
  readonly at: number;
};

/** Calls on departments. */
export interface WhistleStore {
  /**
   * Keeps a new one, under its request and with what the clock has to look at.
   * @returns what stands there where the same was kept before
   */
  keepWhistle(whistle: StoredWhistle): Promise<'kept' | StoredWhistle>;
  /** Never an older state than was acknowledged; undefined for one that has been over for long. */
  findWhistle(whistle: WhistleId, now: number): Promise<StoredWhistle | undefined>;
  /** The newest first. */
  listWhistlesOf(request: RequestId, now: number): Promise<readonly StoredWhistle[]>;
  /**
   * Puts `after` in the place of `before`, with what the clock has to look at then: one conditional
   * write, one winner.
   * @returns what stands there instead where somebody was first
   */
  changeWhistle(before: StoredWhistle, after: StoredWhistle): Promise<'changed' | StoredWhistle>;
  /** Whose time was over by a moment: one query, however many were called. */
  listDueCalls(compound: CompoundId, until: number, most: number): Promise<readonly DueCall[]>;
  /** The clock has looked at it. */
  dropDueCall(call: DueCall): Promise<void>;
}
