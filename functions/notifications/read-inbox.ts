import {
  INBOX_PAGE,
  type Inbox,
  type InboxMessage,
  type MessageId,
  MOST_COUNTED,
  type OlderMessages,
} from '../../shared/messages/inbox.ts';
import { sentenceOf } from '../../shared/notifications/sentences.ts';
import type { ResidentActor } from '../platform/actor.ts';
import type { InboxStore, StoredMessage } from './inbox-store.ts';
import type { Person } from './person.ts';
import { personOf } from './person-of-actor.ts';

type Ports = { readonly inboxes: InboxStore };

function shown(message: StoredMessage, readUpTo: number): InboxMessage {
  const { id, template, at, link, readAt } = message;
  const says = { zh: sentenceOf(message, 'zh'), en: sentenceOf(message, 'en') };
  const isRead = readAt !== undefined || at <= readUpTo;
  return { id, template, says, at, isRead, ...(link === undefined ? {} : { link }) };
}

const NOTHING: Inbox = { unread: 0, messages: [], more: false };

/**
 * What whoever asks was told. A number that waits for an answer whose it is hears nothing: it may
 * have become a stranger's.
 */
export async function readOwnInbox(
  ports: Ports,
  { actor, now }: { readonly actor: ResidentActor; readonly now: number },
): Promise<Inbox> {
  return actor.waitingIds.length > 0 ? NOTHING : readInbox(ports, { person: personOf(actor), now });
}

export async function readOwnOlderMessages(
  ports: Ports,
  asked: { readonly actor: ResidentActor; readonly before: MessageId; readonly now: number },
): Promise<OlderMessages> {
  const { actor, before, now } = asked;
  return actor.waitingIds.length > 0
    ? NOTHING
    : readOlderMessages(ports, { person: personOf(actor), before, now });
}

/** The newest of somebody's messages, and how many they have not read. */
export async function readInbox(
  { inboxes }: Ports,
  { person, now }: { readonly person: Person; readonly now: number },
): Promise<Inbox> {
  const [listed, readUpTo = 0] = await Promise.all([
    inboxes.listMessages(person, { most: INBOX_PAGE, now }),
    inboxes.findReadUpTo(person),
  ]);
  const messages = listed.messages.map((message) => shown(message, readUpTo));
  const seen = messages.filter(({ isRead }) => !isRead).length;
  const oldest = messages.at(-1)?.at ?? 0;
  // Whatever lies before the page is read where the mark reaches that far.
  const isAll = !listed.more || oldest <= readUpTo;
  const unread = isAll ? seen : await inboxes.countUnread(person, readUpTo, MOST_COUNTED);
  return { unread, messages, more: listed.more };
}

/** What came before a message that is shown. */
export async function readOlderMessages(
  { inboxes }: Ports,
  {
    person,
    before,
    now,
  }: { readonly person: Person; readonly before: MessageId; readonly now: number },
): Promise<OlderMessages> {
  const [listed, readUpTo = 0] = await Promise.all([
    inboxes.listMessages(person, { most: INBOX_PAGE, before, now }),
    inboxes.findReadUpTo(person),
  ]);
  const messages = listed.messages.map((message) => shown(message, readUpTo));
  return { messages, more: listed.more };
}
