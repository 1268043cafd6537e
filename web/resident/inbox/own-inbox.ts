import { shallowRef, watch } from 'vue';
import {
  type Inbox,
  type MessageId,
  markRead,
  readInbox,
  readOlderMessages,
} from '../../../shared/messages/inbox.ts';
import { type ApiFailure, isApiFailure } from '../../kit/api-failure.ts';
import { serverClock } from '../../kit/phone-clock.ts';
import { api } from '../app/api.ts';
import { unread } from '../app/tabs.ts';
import { wallet } from '../wallet/kept-wallet.ts';

/** A page that was put away asks again when it is looked at, but not at every glance. */
const ASK_AGAIN_MS = 5 * 60_000;

/** What this phone was told, as it was last read. */
export const inbox = shallowRef<Inbox>();
let askedAt = 0;

watch(inbox, (read) => {
  unread.me = (read?.unread ?? 0) > 0;
});
// Whoever holds this phone after a sign-out reads nothing of who held it before.
watch(
  () => wallet.value.passes.length,
  (passes) => {
    if (passes === 0) inbox.value = undefined;
  },
  { flush: 'sync' },
);

export async function readMessages(): Promise<undefined | ApiFailure> {
  askedAt = serverClock.now();
  const read = await api.call(readInbox);
  if (isApiFailure(read)) return read;
  inbox.value = read;
  return undefined;
}

/** Puts what came before the oldest that is shown below it. */
export async function readOlder(): Promise<undefined | ApiFailure> {
  const shown = inbox.value;
  const before = shown?.messages.at(-1)?.id;
  if (shown === undefined || before === undefined) return undefined;
  const read = await api.call(readOlderMessages, { body: { before } });
  if (isApiFailure(read)) return read;
  inbox.value = { ...shown, messages: [...shown.messages, ...read.messages], more: read.more };
  return undefined;
}

/** Notes here at once that one was read; the server hears of it when it can be reached. */
export async function markOneRead(id: MessageId): Promise<void> {
  const shown = inbox.value;
  const isNew = shown?.messages.some((one) => one.id === id && !one.isRead) ?? false;
  if (shown === undefined || !isNew) return;
  inbox.value = {
    ...shown,
    unread: Math.max(0, shown.unread - 1),
    messages: shown.messages.map((one) => (one.id === id ? { ...one, isRead: true } : one)),
  };
  await api.call(markRead, { body: { ids: [id] } });
}

/** Everything up to the newest that is shown: what comes meanwhile stays unread. */
export async function markEverythingRead(): Promise<undefined | ApiFailure> {
  const upTo = inbox.value?.messages[0]?.at;
  if (upTo === undefined) return undefined;
  const marked = await api.call(markRead, { body: { upTo } });
  return isApiFailure(marked) ? marked : readMessages();
}

/** Looks by itself: once now, and when the page is looked at again after a while. */
export async function lookForMessages(): Promise<void> {
  document.addEventListener('visibilitychange', () => {
    const isOld = serverClock.now() - askedAt > ASK_AGAIN_MS;
    const isShown = document.visibilityState === 'visible';
    if (isShown && isOld && wallet.value.passes.length > 0) void readMessages();
  });
  await readMessages();
}
