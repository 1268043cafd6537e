import type { AccountId } from '../../shared/ids.ts';
import type { MarkRead, MessageId } from '../../shared/messages/inbox.ts';
import type { NotificationContent } from '../../shared/messages/notifications.ts';
import type { Person } from './person.ts';

/** A notification as it lies in somebody's inbox. */
export type StoredMessage = NotificationContent & {
  readonly id: MessageId;
  readonly at: number;
  readonly link?: string | undefined;
  readonly readAt?: number | undefined;
};

export interface InboxStore {
  /** The newest first, or those before one; at most so many. */
  listMessages(
    person: Person,
    asked: { readonly most: number; readonly before?: MessageId; readonly now: number },
  ): Promise<{ readonly messages: readonly StoredMessage[]; readonly more: boolean }>;
  /** Up to when everything is read; undefined where nothing was marked so. */
  findReadUpTo(person: Person): Promise<number | undefined>;
  /** How many that came after a moment are unread, counted to so many. */
  countUnread(person: Person, after: number, most: number): Promise<number>;
  /** Marks messages, or everything up to a moment. What is not there is passed over. */
  markRead(person: Person, what: MarkRead, now: number): Promise<void>;
  /** What an account was told of its tenancies, the newest first, also before there were inboxes. */
  listTenancyNotices(account: AccountId, now: number): Promise<readonly TenancyNotice[]>;
}

export type TenancyNotice = Extract<
  NotificationContent,
  { template: 'tenancy_ending' }
>['parameters'] & { readonly at: number };
