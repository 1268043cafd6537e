import * as z from 'zod';
import type { Channel, NotificationKind } from '../notifications/policy.ts';
import { QuietHours } from '../notifications/quiet-hours.ts';
import { endpoint } from './endpoint.ts';
import { NotificationLink } from './notifications.ts';

const UnixMs = z.number().int();
export const MessageId = z.templateLiteral([
  'msg_',
  z.string().regex(/^[1-9][0-9]{11,14}_[0-9a-f]{20}$/),
]);
export type MessageId = z.infer<typeof MessageId>;

/** What somebody was told, in both languages, so that a page knows templates newer than itself. */
export const InboxMessage = z.object({
  id: MessageId,
  template: z.string(),
  says: z.object({ zh: z.string(), en: z.string() }),
  at: UnixMs,
  isRead: z.boolean(),
  link: NotificationLink.optional(),
});
export type InboxMessage = z.infer<typeof InboxMessage>;

/** More than this are said to be that many. */
export const MOST_COUNTED = 99;
export const INBOX_PAGE = 30;

export const Inbox = z.object({
  unread: z.number().int().min(0).max(MOST_COUNTED),
  /** The newest first. */
  messages: z.array(InboxMessage),
  /** Whether there are older ones. */
  more: z.boolean(),
});
export type Inbox = z.infer<typeof Inbox>;

/** What came before a message that is shown. */
export const OlderMessages = Inbox.omit({ unread: true });
export type OlderMessages = z.infer<typeof OlderMessages>;
const OlderRequest = z.strictObject({ before: MessageId });

/** Some, or everything up to a time: the newest that was seen. */
export const MarkRead = z.union([
  z.strictObject({ ids: z.array(MessageId).min(1).max(INBOX_PAGE) }),
  z.strictObject({ upTo: UnixMs }),
]);
export type MarkRead = z.infer<typeof MarkRead>;

const Wanted = z.strictObject({
  sms: z.boolean(),
  call: z.boolean(),
  wechat: z.boolean(),
} satisfies Record<Exclude<Channel, 'push'>, z.ZodBoolean>);

/** Which ways to the phone somebody wants for what, and when it is to be quiet. */
export const NotificationSettings = z.strictObject({
  kinds: z.strictObject({
    request: Wanted,
    announcement: Wanted,
    account: Wanted,
  } satisfies Record<NotificationKind, typeof Wanted>),
  quiet: QuietHours,
});
export type NotificationSettings = z.infer<typeof NotificationSettings>;

const BASE = { resident: '/api/v1/resident', staff: '/api/v1/manager' } as const;

export const readInbox = endpoint({
  method: 'GET',
  path: `${BASE.resident}/inbox`,
  answer: Inbox,
});
export const readOlderMessages = endpoint({
  method: 'POST',
  path: `${BASE.resident}/inbox/older`,
  body: OlderRequest,
  answer: OlderMessages,
});
export const markRead = endpoint({
  method: 'POST',
  path: `${BASE.resident}/inbox/read`,
  body: MarkRead,
});
export const readNotificationSettings = endpoint({
  method: 'GET',
  path: `${BASE.resident}/notification-settings`,
  answer: NotificationSettings,
});
export const setNotificationSettings = endpoint({
  method: 'PUT',
  path: `${BASE.resident}/notification-settings`,
  body: NotificationSettings,
});

/** The same for staff, in the console. */
export const readStaffInbox = endpoint({
  method: 'GET',
  path: `${BASE.staff}/inbox`,
  answer: Inbox,
});
export const readOlderStaffMessages = endpoint({
  method: 'POST',
  path: `${BASE.staff}/inbox/older`,
  body: OlderRequest,
  answer: OlderMessages,
});
export const markStaffRead = endpoint({
  method: 'POST',
  path: `${BASE.staff}/inbox/read`,
  body: MarkRead,
});
export const readStaffNotificationSettings = endpoint({
  method: 'GET',
  path: `${BASE.staff}/notification-settings`,
  answer: NotificationSettings,
});
export const setStaffNotificationSettings = endpoint({
  method: 'PUT',
  path: `${BASE.staff}/notification-settings`,
  body: NotificationSettings,
});

/** A message that no try could deliver to a phone. In the inbox it stands all the same. */
export const Undelivered = z.object({
  id: z.string().max(120),
  channel: z.string(),
  template: z.string(),
  says: z.object({ zh: z.string(), en: z.string() }),
  to: z.enum(['resident', 'staff']),
  /** When it was given up. */
  at: UnixMs,
  tries: z.number().int(),
});
export type Undelivered = z.infer<typeof Undelivered>;
const MOST_RETRIED = 50;
export const listUndelivered = endpoint({
  method: 'GET',
  path: '/api/v1/manager/compounds/:compoundId/undelivered',
  answer: z.object({ undelivered: z.array(Undelivered) }),
});
/** Tried anew within a minute. What is none any more is passed over. */
export const retryUndelivered = endpoint({
  method: 'POST',
  path: '/api/v1/manager/compounds/:compoundId/undelivered/retries',
  body: z.strictObject({ ids: z.array(z.string().max(120)).min(1).max(MOST_RETRIED) }),
  answer: z.object({ retried: z.number().int() }),
});
