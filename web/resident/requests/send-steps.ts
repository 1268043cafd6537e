import { shallowRef } from 'vue';
import { confirmOwnHandOver, settleOwnAdvance } from '../../../shared/messages/request-matters.ts';
import { type OwnRequest, stepOwnRequest } from '../../../shared/messages/requests.ts';
import { type ApiFailure, isApiFailure } from '../../kit/api-failure.ts';
import { residentPhotos } from '../../kit/photo.ts';
import { api } from '../app/api.ts';
import { dropStep, keepStep, stepWaits, type WaitingStep } from './kept-steps.ts';
import { photoBox } from './own-photos.ts';
import { noteRequest } from './own-requests.ts';

/** Puts its photos into storage, each once, also where the phone is put away half-way. */
async function withPhotos(entry: WaitingStep): Promise<WaitingStep | ApiFailure> {
  let held = entry;
  const to = residentPhotos(api, entry.residentId);
  for (const [at, photo] of entry.photos.entries()) {
    if (photo.photoId !== undefined) continue;
    const photoId = await photoBox.uploadPhoto(photo.id, to);
    if (isApiFailure(photoId)) return photoId;
    held = { ...held, photos: held.photos.map((one, n) => (n === at ? { ...one, photoId } : one)) };
    if (await stepWaits(entry.key)) await keepStep(held);
  }
  return held;
}

function tell({ key, requestId, what, photos: kept }: WaitingStep) {
  switch (what.step) {
    // What goes from hand to hand is said once: the second time changes nothing.
    case 'confirm': {
      const { handOverId, of } = what;
      return api.call(confirmOwnHandOver, { params: { requestId, handOverId }, body: { of } });
    }
    case 'settle':
      return api.call(settleOwnAdvance, { params: { requestId, advanceId: what.advanceId } });
    case 'rate':
      return api.call(stepOwnRequest, { params: { requestId }, body: { ...what, key } });
    case 'note': {
      const photos = kept.flatMap(({ photoId }) => photoId ?? []);
      const body = { ...what, key, ...(photos.length === 0 ? {} : { photos }) };
      return api.call(stepOwnRequest, { params: { requestId }, body });
    }
  }
}

async function send(entry: WaitingStep): Promise<OwnRequest | ApiFailure> {
  const held = await withPhotos(entry);
  if (isApiFailure(held)) return held;
  const told = await tell(held);
  if (isApiFailure(told)) return told;
  await dropStep(entry.key);
  noteRequest(told);
  return told;
}

/** By their keys: those that are being sent at this moment. */
export const onTheirWay = shallowRef<ReadonlySet<string>>(new Set());
const underWay = new Map<string, Promise<OwnRequest | ApiFailure>>();

/** Asked twice at once, it is sent once. A refusal leaves it where it is. */
export function sendStep(entry: WaitingStep): Promise<OwnRequest | ApiFailure> {
  const going = underWay.get(entry.key);
  if (going !== undefined) return going;
  const sending = send(entry).finally(() => {
    underWay.delete(entry.key);
    onTheirWay.value = new Set(underWay.keys());
  });
  underWay.set(entry.key, sending);
  onTheirWay.value = new Set(underWay.keys());
  return sending;
}
