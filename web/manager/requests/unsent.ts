import { computed, shallowRef } from 'vue';
import * as z from 'zod';
import { compoundOf, type PhotoId, RequestId } from '../../../shared/ids.ts';
import { type StaffRequest, StaffStep, workOnRequest } from '../../../shared/messages/requests.ts';
import { type ApiFailure, isApiFailure, isUnreached } from '../../kit/api-failure.ts';
import { networkGone } from '../../kit/network.ts';
import { openPhotoBox, staffPhotos } from '../../kit/photo.ts';
import { onThisPhone } from '../../kit/remembered.ts';
import { api, session, signedInAs } from '../app/session.ts';
import { requestChanged } from './fresh.ts';

/** A step that was taken without a network: it goes with its own key, so that sent twice it is one. */
const Unsent = z.object({
  staffId: z.string(),
  requestId: RequestId,
  key: z.string(),
  what: StaffStep,
  /** Photos that wait on this phone beside it, by their names here. */
  photos: z.array(z.string()).default([]),
  at: z.number(),
  /** What it is about, for the list of what waits. */
  about: z.string(),
  /** Why the server does not take it. */
  refused: z.object({ zh: z.string(), en: z.string() }).optional(),
});
export type Unsent = z.infer<typeof Unsent>;

/** What is chosen and not sent. */
export const photoBox = openPhotoBox('xq-manager-photos');

const REMEMBERED_AS = 'xq-manager-unsent';

function recalled(): Unsent[] {
  try {
    return z.array(Unsent).parse(JSON.parse(onThisPhone.get(REMEMBERED_AS) ?? '[]'));
  } catch {
    return [];
  }
}

const all = shallowRef<readonly Unsent[]>(recalled());
// Another window of the same browser has sent some of it, or has more.
window.addEventListener('storage', ({ key }) => {
  if (key === REMEMBERED_AS) all.value = recalled();
});

function change(by: (before: readonly Unsent[]) => readonly Unsent[]): void {
  // What other windows wrote meanwhile stays.
  const stored = onThisPhone.get(REMEMBERED_AS);
  all.value = by(stored === undefined ? all.value : recalled());
  onThisPhone.set(REMEMBERED_AS, JSON.stringify(all.value));
}

/** What whoever is signed in has not sent yet, the oldest first. */
export const unsent = computed(() =>
  all.value.filter(({ staffId }) => staffId === signedInAs.value?.staffId),
);
export const unsentOf = (requestId: RequestId): readonly Unsent[] =>
  unsent.value.filter((one) => one.requestId === requestId && one.refused === undefined);

export function keepUnsent(entry: Omit<Unsent, 'staffId' | 'at' | 'refused'>): void {
  const staffId = signedInAs.value?.staffId ?? '';
  change((before) => [...before, { ...entry, staffId, at: Date.now() }]);
}

export function dropUnsent(key: string): void {
  const photos = all.value.find((one) => one.key === key)?.photos ?? [];
  change((before) => before.filter((one) => one.key !== key));
  for (const photo of photos) void photoBox.removePhoto(photo);
}

/** Whoever signs out takes what they have not sent with them: the next one finds nothing of it. */
export async function forgetUnsent(): Promise<void> {
  const theirs = unsent.value;
  change((before) => before.filter(({ key }) => !theirs.some((one) => one.key === key)));
  await Promise.allSettled(
    theirs.flatMap(({ photos }) => photos.map((photo) => photoBox.removePhoto(photo))),
  );
}

const changeOne = (key: string, by: (entry: Unsent) => Unsent): void =>
  change((before) => before.map((one) => (one.key === key ? by(one) : one)));

function withPhoto(entry: Unsent, id: string, photoId: PhotoId): Unsent {
  const { what } = entry;
  const photos = entry.photos.filter((one) => one !== id);
  if (what.step !== 'finish' && what.step !== 'note') return { ...entry, photos };
  return { ...entry, photos, what: { ...what, photos: [...(what.photos ?? []), photoId] } };
}

/** Puts the photos of one into storage, each once; what it is then, or why not. */
async function sendPhotos(entry: Unsent): Promise<Unsent | ApiFailure> {
  let sent = entry;
  const to = staffPhotos(api, compoundOf(entry.requestId));
  for (const id of entry.photos) {
    const photoId = await photoBox.uploadPhoto(id, to);
    if (isApiFailure(photoId)) return photoId;
    sent = withPhoto(sent, id, photoId);
    const { photos, what } = sent;
    changeOne(entry.key, (one) => ({ ...one, photos, what }));
  }
  return sent;
}

async function sendOne(entry: Unsent): Promise<StaffRequest | ApiFailure> {
  const ready = await sendPhotos(entry);
  if (isApiFailure(ready)) return ready;
  const { requestId, key, what } = ready;
  return api.call(workOnRequest, { params: { requestId }, body: { key, what } });
}

/** The network did not carry it, or nobody is signed in: it is neither taken nor refused. */
export const notReached = (failure: ApiFailure): boolean =>
  isUnreached(failure) ||
  failure.code === 'not_signed_in' ||
  failure.code === 'session_expired' ||
  failure.code === 'session_reused';

let sending = false;

/** Sends what waits, one after another in the order in which it was done. */
export async function sendUnsent(): Promise<void> {
  if (sending || networkGone.value || session.value === 'ended') return;
  sending = true;
  try {
    for (const entry of unsent.value) {
      const { key } = entry;
      if (entry.refused !== undefined) continue;
      const answer = await sendOne(entry);
      if (!isApiFailure(answer)) {
        dropUnsent(key);
        requestChanged(answer);
        continue;
      }
      if (notReached(answer)) return;
      const { zh, en } = answer.words.says;
      changeOne(key, (one) => ({ ...one, refused: { zh, en } }));
      requestChanged();
    }
  } finally {
    sending = false;
  }
}
