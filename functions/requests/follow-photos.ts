import type { PhotoId } from '../../shared/ids.ts';
import { followRequest, type PhotoStore } from '../photos/index.ts';
import type { ItemChange } from '../platform/table-stream.ts';
import { photosOf } from './photos-of-request.ts';
import { StoredRequest } from './request.ts';
import { isRequestKey } from './request-keys.ts';

const requestIn = (item: ItemChange['after']): StoredRequest | undefined =>
  item === undefined || !isRequestKey(item) ? undefined : StoredRequest.parse(item);

/** Photos stay for as long as their request names them, and go with its words or with it. */
export async function followPhotos(
  ports: { readonly photos: Pick<PhotoStore, 'keep' | 'drop'> },
  { before, after }: ItemChange,
  now: number,
): Promise<void> {
  const [was, is] = [requestIn(before), requestIn(after)];
  const requestId = (is ?? was)?.requestId;
  if (requestId === undefined) return;
  const named = (request: StoredRequest | undefined): readonly PhotoId[] =>
    request === undefined ? [] : photosOf(request);
  await followRequest(ports, { requestId, before: named(was), after: named(is) }, now);
}
