import { onScopeDispose, type Ref, ref, shallowRef, watch } from 'vue';
import type { PhotoId } from '../../../shared/ids.ts';
import { viewOwnPhotos } from '../../../shared/messages/photos.ts';
import type { OwnRequest } from '../../../shared/messages/requests.ts';
import { isApiFailure } from '../../kit/api-failure.ts';
import { serverClock } from '../../kit/phone-clock.ts';
import { openPhotoBox } from '../../kit/photo.ts';
import { api } from '../app/api.ts';

/** Among all that this page keeps: signing out empties it. */
export const photoBox = openPhotoBox('xq-resident');

/** An address is asked for anew this long before it is over. */
const EARLIER_MS = 30_000;

const photosOf = (request: OwnRequest | undefined): PhotoId[] =>
  request === undefined
    ? []
    : [
        ...request.photos,
        ...request.steps.flatMap(({ photos = [] }) => photos),
        ...request.advances.flatMap(({ receipt }) => receipt ?? []),
      ];

/** Where the photos of a request can be looked at; asked for anew before that is over. */
export function useAddresses(request: Ref<OwnRequest | undefined>) {
  const addresses = shallowRef<ReadonlyMap<PhotoId, string>>(new Map());
  const missing = ref(false);
  let timer: ReturnType<typeof setTimeout> | undefined;

  const ask = async (): Promise<void> => {
    clearTimeout(timer);
    const asked = request.value;
    if (asked === undefined || photosOf(asked).length === 0) return;
    const { requestId } = asked;
    const read = await api.call(viewOwnPhotos, { params: { requestId } });
    missing.value = isApiFailure(read);
    if (isApiFailure(read) || request.value?.requestId !== requestId) return;
    addresses.value = new Map(read.photos.map(({ photoId, url }) => [photoId, url]));
    const until = Math.min(...read.photos.map((one) => one.until));
    if (Number.isFinite(until)) {
      timer = setTimeout(ask, Math.max(EARLIER_MS, until - serverClock.now() - EARLIER_MS));
    }
  };
  watch(() => photosOf(request.value).join(), ask, { immediate: true });
  onScopeDispose(() => clearTimeout(timer));
  return { addresses, missing };
}
