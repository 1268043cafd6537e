import type { RequestId } from '../../shared/ids.ts';
import { KEPT_MS } from '../../shared/retention.ts';
import type { StoredRequest } from './request.ts';
import type { RequestStore } from './request-store.ts';

/** A request within its term: the table deletes late. */
export async function findRequest(
  { requests }: { readonly requests: Pick<RequestStore, 'findRequest'> },
  { requestId, now }: { readonly requestId: RequestId; readonly now: number },
): Promise<StoredRequest | undefined> {
  const request = await requests.findRequest(requestId);
  const { closedAt = now } = request ?? {};
  return now < closedAt + KEPT_MS.request ? request : undefined;
}
