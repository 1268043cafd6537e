import type { RequestId } from '../../shared/ids.ts';
import { KEPT_MS } from '../../shared/retention.ts';
import type { StoredRequest } from './request.ts';
import type { RequestStore } from './request-store.ts';

/** The table deletes late. */
export const isInTerm = ({ closedAt }: Pick<StoredRequest, 'closedAt'>, now: number): boolean =>
  closedAt === undefined || now < closedAt + KEPT_MS.request;

/** A request within its term. */
export async function findRequest(
  { requests }: { readonly requests: Pick<RequestStore, 'findRequest'> },
  { requestId, now }: { readonly requestId: RequestId; readonly now: number },
): Promise<StoredRequest | undefined> {
  const request = await requests.findRequest(requestId);
  return request !== undefined && isInTerm(request, now) ? request : undefined;
}
