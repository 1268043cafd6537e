import type { CompoundId, RequestId, ResidentId, StaffId } from '../../shared/ids.ts';
import type { StoredRequest } from './request.ts';

/** A request as a list shows it: made from the item by the stream, a moment behind it. */
export type DeskRow = Pick<
  StoredRequest,
  | 'requestId'
  | 'typeId'
  | 'typeName'
  | 'sensitive'
  | 'state'
  | 'at'
  | 'dueAt'
  | 'building'
  | 'buildingId'
  | 'gridId'
  | 'houseLabel'
  | 'assignee'
  | 'teamId'
  | 'pausedUntil'
  | 'version'
> & { readonly openHandOvers: number };

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
  /** The newest first. */
  listRequestsOf(resident: ResidentId): Promise<readonly StoredRequest[]>;

  /** Open ones by state, the first due first: one query. */
  listOpen(
    compound: CompoundId,
    page: {
      readonly state?: StoredRequest['state'];
      readonly after?: string;
      readonly most: number;
    },
  ): Promise<{ readonly rows: readonly DeskRow[]; readonly next?: string }>;
  /** What somebody has to do, the first due first: one query. */
  listTasks(compound: CompoundId, staff: StaffId): Promise<readonly DeskRow[]>;
  /** What the clock has to do until a moment: one query, however many are open. */
  listDue(
    compound: CompoundId,
    until: number,
    most: number,
  ): Promise<readonly { readonly requestId: RequestId; readonly at: number }[]>;
}
