import { computed, shallowRef, watch } from 'vue';
import * as z from 'zod';
import {
  Announcement,
  listOwnAnnouncements,
  markAnnouncementSeen,
} from '../../../shared/messages/announcements.ts';
import { type ApiFailure, isApiFailure } from '../../kit/api-failure.ts';
import { serverClock } from '../../kit/phone-clock.ts';
import { api } from '../app/api.ts';
import { unread } from '../app/tabs.ts';
import { wallet } from '../wallet/kept-wallet.ts';
import { keepAnswer, keptAnswer } from './keep-answer.ts';

/** A page that was put away asks again when it is looked at, but not at every glance. */
const ASK_AGAIN_MS = 5 * 60_000;

const Kept = z.object({
  announcements: z.array(Announcement),
  etag: z.string().optional(),
  /** Unix milliseconds. */
  readAt: z.number(),
});
type Kept = z.infer<typeof Kept>;
/** What was opened on this phone, and whether the server has been told. */
const Opened = z.array(z.object({ id: z.string(), told: z.boolean() }));
type Opened = z.infer<typeof Opened>;

const kept = shallowRef<Kept | undefined>(keptAnswer('xq-announcements', Kept));
const opened = shallowRef<Opened>(keptAnswer('xq-announcements-opened', Opened) ?? []);

/** What shows now, as far as this phone knows. */
export const announcements = computed(() => {
  const now = serverClock.now();
  return kept.value?.announcements.filter(({ until }) => now < until);
});
/** As of when. */
export const announcementsReadAt = computed(() => kept.value?.readAt);
const openedOf = (id: string) => opened.value.find((one) => one.id === id);
export const wasOpened = (id: string): boolean => openedOf(id) !== undefined;

function setOpened(next: Opened): void {
  opened.value = next;
  keepAnswer('xq-announcements-opened', next);
}

watch(
  [announcements, opened],
  () => {
    const isNew = ({ announcementId }: Announcement) => !wasOpened(announcementId);
    unread.announcements = announcements.value?.some(isNew) ?? false;
  },
  { immediate: true },
);
// Whoever holds this phone after a sign-out reads nothing of who held it before.
watch(
  () => wallet.value.passes.length,
  (passes) => {
    if (passes > 0) return;
    kept.value = undefined;
    opened.value = [];
  },
  { flush: 'sync' },
);

function noteState(id: string, told: boolean): void {
  setOpened([...opened.value.filter((one) => one.id !== id), { id, told }]);
}

async function tell(announcementId: string): Promise<void> {
  const told = await api.call(markAnnouncementSeen, { params: { announcementId } });
  // What is not there any more is owed to nobody.
  if (!isApiFailure(told) || told.code === 'not_found') noteState(announcementId, true);
}

/** Notes that one was opened: on this phone at once, with the server as soon as it can be reached. */
export async function noteOpened(announcementId: string): Promise<void> {
  if (openedOf(announcementId)?.told === true) return;
  noteState(announcementId, false);
  await tell(announcementId);
}

/** Reads what shows now. What was opened without a network is told. */
export async function readAnnouncements(): Promise<undefined | ApiFailure> {
  const { etag } = kept.value ?? {};
  const headers = etag === undefined ? {} : { 'if-none-match': etag };
  const read = await api.exchange(listOwnAnnouncements, { headers });
  if (isApiFailure(read)) return read;
  const readAt = serverClock.now();
  if (read.result === 'not_modified') {
    if (kept.value !== undefined) kept.value = { ...kept.value, readAt };
  } else {
    const tagged = read.etag === undefined ? {} : { etag: read.etag };
    kept.value = { ...read.answer, ...tagged, readAt };
  }
  keepAnswer('xq-announcements', kept.value);
  const ids = new Set<string>(kept.value?.announcements.map((one) => one.announcementId));
  const still = opened.value.filter(({ id }) => ids.has(id));
  setOpened(still);
  for (const { id, told } of still) if (!told) await tell(id);
  return undefined;
}

/** Looks by itself: once now, and when the page is looked at again after a while. */
export async function lookForNews(): Promise<void> {
  document.addEventListener('visibilitychange', () => {
    const isOld = serverClock.now() - (kept.value?.readAt ?? 0) > ASK_AGAIN_MS;
    const isShown = document.visibilityState === 'visible';
    if (isShown && isOld && wallet.value.passes.length > 0) void readAnnouncements();
  });
  await readAnnouncements();
}
