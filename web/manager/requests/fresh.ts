import { shallowReactive } from 'vue';
import type { RequestId } from '../../../shared/ids.ts';
import type { RequestRow, StaffRequest } from '../../../shared/messages/requests.ts';
import { now } from '../app/now.ts';
import { queryClient } from '../app/queries.ts';

/** The first part of every question about requests. */
export const REQUESTS = 'requests';
export const requestKey = (requestId: string) => [REQUESTS, 'one', requestId];

/** Longer than the lists are behind, and than they take to be asked for again. */
const FRESH_FOR_MS = 90_000;

/** What this page has just done: the lists show it a moment later. */
const fresh = shallowReactive(new Map<RequestId, { row: StaffRequest; at: number }>());

/** Takes the server's answer to a step into every list, and asks for the lists anew. */
export function requestChanged(changed?: StaffRequest): void {
  if (changed !== undefined) {
    fresh.set(changed.requestId, { row: changed, at: Date.now() });
    queryClient.setQueryData<StaffRequest>(requestKey(changed.requestId), changed);
  }
  void queryClient.invalidateQueries({
    queryKey: [REQUESTS],
    predicate: ({ queryKey }) => changed === undefined || queryKey[1] !== 'one',
  });
}

/** A list with what is known to be newer, the first due first. */
export function withFresh(
  rows: readonly RequestRow[],
  belongs: (row: RequestRow) => boolean,
): RequestRow[] {
  const byId = new Map(rows.map((row) => [row.requestId, row]));
  for (const [requestId, { row, at }] of fresh) {
    const listed = byId.get(requestId);
    if (now.value - at > FRESH_FOR_MS || (listed?.version ?? 0) >= row.version) continue;
    if (belongs(row)) byId.set(requestId, row);
    else byId.delete(requestId);
  }
  return [...byId.values()].sort((one, other) => one.dueAt - other.dueAt);
}
