import type { AccountId } from '../../shared/ids.ts';
import type { KeptNotice, Notice } from './notice.ts';

/** What accounts were told, for the page to show. */
export interface NoticeStore {
  /** Keeps it for 60 days; the same key again changes nothing. @returns it as it stands */
  keepNotice(account: AccountId, key: string, notice: Notice, now: number): Promise<KeptNotice>;
  noteSent(account: AccountId, key: string, now: number): Promise<void>;
  /** The newest first. */
  listNotices(account: AccountId, now: number): Promise<readonly KeptNotice[]>;
}
