import type { Advance, HandOver, Witness } from '../../shared/messages/matter.ts';
import { type Failure, fail } from '../platform/failure.ts';
import type { StoredRequest } from './request.ts';

/** What is handed over: with the worker from when they say so, until both say that it is back. */
export const HANDED_OVER_LIFECYCLE = [
  { from: 'none', to: 'out', by: 'whoever has the request' },
  { from: 'out', to: 'out', by: 'whoever asked, that it is with the worker' },
  { from: 'out', to: 'back', by: 'whoever has the request, the desk; and whoever asked' },
] as const;

/** Money that the worker paid: open from when they say so, until both say that it is settled. */
export const ADVANCE_LIFECYCLE = [
  { from: 'none', to: 'open', by: 'whoever has the request' },
  { from: 'open', to: 'settled', by: 'whoever has the request, the desk; and whoever asked' },
] as const;

/** So that a request stays within what an item of the table holds. */
const MOST_OF_A_KIND = 10;

/** By whom something is said: one of the two, or the desk in the stead of whoever asked. */
export type Saying = {
  readonly by: 'worker' | 'requester';
  readonly witness?: Witness | undefined;
  readonly now: number;
};

type Said = HandOver['out'];

/** Said once: the first to say it counts, and the same again changes nothing. */
function said(stands: Said, { by, witness, now }: Saying): Said {
  const name = by === 'worker' ? 'byWorker' : 'byRequester';
  if (stands[name] !== undefined) return stands;
  return { ...stands, [name]: now, ...(witness === undefined ? {} : { witness }) };
}

/** The list with one more; the same list where that one is in it already. */
function withOne<Kind extends 'handOvers' | 'advances'>(
  request: StoredRequest,
  kind: Kind,
  isThere: boolean,
  one: StoredRequest[Kind][number],
): StoredRequest | Failure {
  if (isThere) return request;
  if (request[kind].length >= MOST_OF_A_KIND) return fail('step_refused');
  return { ...request, [kind]: [...request[kind], one] };
}

export function withHandOver(
  request: StoredRequest,
  one: StoredRequest['handOvers'][number],
): StoredRequest | Failure {
  const isThere = request.handOvers.some(({ handOverId }) => handOverId === one.handOverId);
  return withOne(request, 'handOvers', isThere, one);
}

export function withAdvance(request: StoredRequest, one: Advance): StoredRequest | Failure {
  const isThere = request.advances.some(({ advanceId }) => advanceId === one.advanceId);
  return withOne(request, 'advances', isThere, one);
}

/** Somebody says that a thing is with the worker (`out`), or that it is back. */
export function confirmed(
  request: StoredRequest,
  { handOverId, of }: { readonly handOverId: string; readonly of: 'out' | 'back' },
  saying: Saying,
): StoredRequest | Failure {
  const found = request.handOvers.find((one) => one.handOverId === handOverId);
  if (found === undefined) return fail('not_found');
  const after = said(found[of], saying);
  if (after === found[of]) return request;
  const handOvers = request.handOvers.map((one) => (one === found ? { ...one, [of]: after } : one));
  return { ...request, handOvers };
}

/** Somebody says that money is settled. */
export function settled(
  request: StoredRequest,
  advanceId: string,
  saying: Saying,
): StoredRequest | Failure {
  const found = request.advances.find((one) => one.advanceId === advanceId);
  if (found === undefined) return fail('not_found');
  const after = said(found.settled, saying);
  if (after === found.settled) return request;
  const advances = request.advances.map((one) =>
    one === found ? { ...one, settled: after } : one,
  );
  return { ...request, advances };
}
