import type { ItemChange } from '../platform/table-stream.ts';
import { rowsOf } from './desk-rows.ts';
import { StoredRequest } from './request.ts';
import { isRequestKey, type Key, ownKey } from './request-keys.ts';
import type { DeskRowStore } from './request-store.ts';

/** The request in an item of the table's stream; undefined where it is something else. */
export const requestIn = (item: ItemChange['after']): StoredRequest | undefined =>
  item === undefined || !isRequestKey(item) ? undefined : StoredRequest.parse(item);

const sameKey = (one: Key, other: Key): boolean => one.pk === other.pk && one.sk === other.sk;

/** With a request goes its entry under whoever asked; what is counted of it stays its own term. */
function entriesOf({ residentId, requestId }: StoredRequest): Key[] {
  return residentId === undefined ? [] : [ownKey(residentId, requestId)];
}

/**
 * Keeps the lists of the desk in step with the requests: from the stream, in the order of a
 * request's steps. Delivered twice, it comes to the same.
 */
export async function projectRequests(
  rows: DeskRowStore,
  { before, after }: ItemChange,
): Promise<void> {
  const [was, is] = [requestIn(before), requestIn(after)];
  if (is === undefined) {
    if (was !== undefined) {
      const counted = (key: Key) => /#done#/.test(key.pk);
      await rows.moveRows([...rowsOf(was).filter((key) => !counted(key)), ...entriesOf(was)], []);
    }
    return;
  }
  const standing = rowsOf(is);
  const gone = was === undefined ? [] : rowsOf(was);
  await rows.moveRows(
    gone.filter((key) => !standing.some((row) => sameKey(key, row))),
    standing,
  );
}
