import type { RequestState } from '../../shared/desk/request-lifecycle.ts';
import type { CompoundId, RequestId, ResidentId, StaffId } from '../../shared/ids.ts';
import type { DeskRow, DoneRow } from './desk-rows.ts';
import type { StoredRequest } from './request.ts';
import type { Key } from './request-keys.ts';

export type BoardPage = {
  readonly state?: RequestState;
  /** The `next` of the page before. */
  readonly after?: string;
  readonly most: number;
};

/** A request that somebody has claimed, or is about to. */
export type Claim = { readonly requestId: RequestId; readonly at: number };

/** What residents asked for. */
export interface RequestStore {
  /**
   * Keeps a new one, with the entry under its resident.
   * @returns what stands there where the same was kept before
   */
  keepRequest(request: StoredRequest): Promise<'kept' | StoredRequest>;
  /** Never an older state than was acknowledged. */
  findRequest(request: RequestId): Promise<StoredRequest | undefined>;
  /**
   * Puts `after` in the place of `before`: one conditional write, one winner.
   * @returns what stands there instead where somebody was first
   */
  changeRequest(before: StoredRequest, after: StoredRequest): Promise<'changed' | StoredRequest>;
  /** The newest first, 50 at most, and never an older state than was acknowledged. */
  listRequestsOf(resident: ResidentId): Promise<readonly StoredRequest[]>;

  /** What is not over by state, in each the first due first: one query. */
  listOpen(
    compound: CompoundId,
    page: BoardPage,
  ): Promise<{ readonly rows: readonly DeskRow[]; readonly next?: string }>;
  /** Those that nobody has: one query. */
  listWaiting(compound: CompoundId): Promise<readonly DeskRow[]>;
  /** What somebody has claimed of late, with the version by which it is replaced. */
  readClaims(
    compound: CompoundId,
    staff: StaffId,
  ): Promise<{ readonly version: number; readonly claims: readonly Claim[] }>;
  /** In the place of those of `version`: of several at once one. */
  putClaims(
    compound: CompoundId,
    staff: StaffId,
    claims: { readonly version: number; readonly claims: readonly Claim[]; readonly now: number },
  ): Promise<'put' | 'conflict'>;
  /** What somebody has to do, the first due first, never an older list than was made: one query. */
  listTasks(compound: CompoundId, staff: StaffId): Promise<readonly DeskRow[]>;
  /** What the clock has to do until a moment: one query, however many are open. */
  listDue(
    compound: CompoundId,
    until: number,
    most: number,
  ): Promise<readonly { readonly requestId: RequestId; readonly at: number }[]>;
  /** What was closed or cancelled in a month of Shanghai (`2026-11`), in that order. */
  listDone(compound: CompoundId, month: string): Promise<readonly DoneRow[]>;
}

/** The rows by which requests are listed. */
export interface DeskRowStore {
  /** Puts and deletes, whatever stands there: done twice, it comes to the same. */
  moveRows(gone: readonly Key[], rows: readonly Key[]): Promise<void>;
}
