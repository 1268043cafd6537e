import { createHash } from 'node:crypto';
import type { MessageId } from '../../shared/messages/inbox.ts';
import type { Person } from './person.ts';

const DIGEST_LENGTH = 20;
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Names a notification at a person: the same key has the same digest. */
export const digestOf = (key: string): string => sha256(key).slice(0, DIGEST_LENGTH);

export const inboxPartition = ({ inbox, account }: Person): string =>
  `phone#${account}#${inbox === 'staff' ? 'staff-inbox' : 'inbox'}`;

/** That it was told: decides the time by which the message is ordered. */
export const toldKey = (person: Person, digest: string) => ({
  pk: inboxPartition(person),
  sk: `told#${digest}`,
});

export const MESSAGE_PREFIX = 'message#';
const timeText = (at: number): string => new Date(at).toISOString();
/** Sorts before every message of that moment and after those before it. */
export const messagesFrom = (at: number): string => `${MESSAGE_PREFIX}${timeText(at)}`;
export const messageKey = (person: Person, { at, digest }: { at: number; digest: string }) => ({
  pk: inboxPartition(person),
  sk: `${messagesFrom(at)}#${digest}`,
});

export const messageIdOf = ({ at, digest }: { at: number; digest: string }): MessageId =>
  `msg_${at}_${digest}`;
export function messageNamed(id: MessageId): { at: number; digest: string } {
  const [, at, digest = ''] = id.split('_');
  return { at: Number(at), digest };
}

/** Up to when everything is read. */
export const readKey = (person: Person) => ({ pk: inboxPartition(person), sk: 'read' });
export const settingsKey = (person: Person) => ({ pk: inboxPartition(person), sk: 'settings' });
/** Which browsers of somebody let themselves be told. */
export const pushKey = (person: Person) => ({ pk: inboxPartition(person), sk: 'push' });
/** Whose a browser is, among residents. */
export const pushHolderKey = ({ inbox }: Person, endpoint: string) => ({
  pk: `push#${sha256(endpoint)}`,
  sk: inbox,
});
/** Under which name the service account of WeChat knows somebody. */
export const openIdKey = (person: Person) => ({ pk: inboxPartition(person), sk: 'wechat' });
/** That somebody is about to be bound, until they come back from WeChat. */
export const weChatAskedKey = (person: Person) => ({
  pk: inboxPartition(person),
  sk: 'wechat-asked',
});
export const askingDigest = sha256;
/** Whose a WeChat is, among residents and among staff. */
export const openIdHolderKey = ({ inbox }: Person, openId: string) => ({
  pk: `wechat#${sha256(openId)}`,
  sk: inbox,
});
