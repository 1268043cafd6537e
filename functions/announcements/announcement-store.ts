import type { AnnouncementId } from '../../shared/ids.ts';
import type { AuditFacts } from '../platform/audit.ts';
import type { AnnouncementRecord, Board } from './announcement.ts';

/** One as it was seen, and as it is to be. */
export type AnnouncementChange = {
  readonly before: AnnouncementRecord;
  readonly after: AnnouncementRecord;
};
/** Where the next page of what is over begins: after one that ended then. */
export type PastPlace = { readonly endedAt: number; readonly announcementId: AnnouncementId };

/**
 * Announcements by id, and those of a board by when they end: what shows is found without reading
 * what is over. What is over its term is left out.
 */
export interface AnnouncementStore {
  findAnnouncement(id: AnnouncementId): Promise<AnnouncementRecord | undefined>;
  /** Everything on a board that is not over yet, also what will only show: one query a board. */
  listCurrent(board: Board, nowMs: number): Promise<readonly AnnouncementRecord[]>;
  /** What is over or was withdrawn, the latest first. */
  listPast(
    board: Board,
    page: { readonly nowMs: number; readonly most: number; readonly after?: PastPlace },
  ): Promise<readonly AnnouncementRecord[]>;
  /**
   * Puts one up. With it, and by the same write, withdraws the one that it corrects, as that one
   * was seen. Of an urgent one it is noted that people are to be told.
   * @returns `exists` where the id is taken, `conflict` where the corrected one has changed since
   */
  publish(
    record: AnnouncementRecord,
    by: { readonly audit: AuditFacts; readonly corrected?: AnnouncementChange },
  ): Promise<'published' | 'exists' | 'conflict'>;
  /** Changes or withdraws one, unless somebody else has since it was seen. */
  replace(change: AnnouncementChange, audit: AuditFacts): Promise<'changed' | 'conflict'>;
}
