import { shallowRef } from 'vue';
import {
  confirmOwnHandOver,
  denyOwnMatter,
  settleOwnAdvance,
} from '../../../shared/messages/request-matters.ts';
import { type OwnRequest, stepOwnRequest } from '../../../shared/messages/requests.ts';
import { type ApiFailure, isApiFailure } from '../../kit/api-failure.ts';
import { api } from '../app/api.ts';
import { dropStep, keepStep, stepWaits, type WaitingStep } from './kept-steps.ts';
import { noteRequest } from './own-requests.ts';
import { putPhotos } from './put-photos.ts';

function tell({ key, requestId, what, photos: kept }: WaitingStep) {
  switch (what.step) {
    // What goes from hand to hand is said once: the second time changes nothing.
    case 'confirm': {
      const { handOverId, of } = what;
      return api.call(confirmOwnHandOver, { params: { requestId, handOverId }, body: { of } });
    }
    case 'settle':
      return api.call(settleOwnAdvance, { params: { requestId, advanceId: what.advanceId } });
    case 'deny':
      return api.call(denyOwnMatter, { params: { requestId }, body: what.matter });
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
  const held = await putPhotos(entry, { waits: stepWaits, keep: keepStep });
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
