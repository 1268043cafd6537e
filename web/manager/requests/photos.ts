import { computed, type Ref, ref, watch } from 'vue';
import type { PhotoId } from '../../../shared/ids.ts';
import { viewPhotos } from '../../../shared/messages/photos.ts';
import type { StaffRequest } from '../../../shared/messages/requests.ts';
import { now } from '../app/now.ts';
import { useAnswer } from '../app/queries.ts';
import { api } from '../app/session.ts';

/** An address is asked for anew this long before it is over. */
const EARLIER_MS = 30_000;

/** Where the photos of a request can be looked at; asked for anew before that is over. */
export function usePhotoAddresses(request: Ref<StaffRequest | undefined>) {
  const photos = computed((): PhotoId[] =>
    request.value === undefined
      ? []
      : [
          ...request.value.photos,
          ...request.value.steps.flatMap((step) => step.photos ?? []),
          ...request.value.advances.flatMap(({ receipt }) => receipt ?? []),
        ],
  );
  const until = ref<number>();
  const { answer } = useAnswer({
    key: () => ['request-photos', request.value?.requestId, photos.value.join()],
    when: () => photos.value.length > 0,
    ask: () => api.call(viewPhotos, { params: { requestId: request.value?.requestId ?? '' } }),
    everyMs: () =>
      until.value === undefined
        ? EARLIER_MS
        : Math.max(EARLIER_MS, until.value - now.value - EARLIER_MS),
  });
  watch(
    answer,
    (found) => {
      until.value = found && Math.min(...found.photos.map((one) => one.until));
    },
    { immediate: true },
  );
  return computed(
    (): ReadonlyMap<PhotoId, string> =>
      new Map(answer.value?.photos.map(({ photoId, url }) => [photoId, url])),
  );
}
