import type { Advance, HandOver, Witness } from '../../shared/messages/matter.ts';
import type { DenyMatter } from '../../shared/messages/request-matters.ts';
import { type Failure, fail, isFailure } from '../platform/failure.ts';
import type { StoredRequest } from './request.ts';

/** What is handed over: with the worker from when they say so, until both say that it is back. */
export const HANDED_OVER_LIFECYCLE = [
  { from: 'none', to: 'out', by: 'whoever has the request' },
  { from: 'out', to: 'out', by: 'whoever asked, that it is with the worker' },
  { from: 'out', to: 'out', by: 'whoever asked, that what the worker says is not so' },
  { from: 'out', to: 'back', by: 'whoever has the request, the desk; and whoever asked' },
] as const;

/** Money that the worker paid: open from when they say so, until both say that it is settled. */
export const ADVANCE_LIFECYCLE = [
  { from: 'none', to: 'open', by: 'whoever has the request' },
  { from: 'open', to: 'open', by: 'whoever asked, that what the worker says is not so' },
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

/**
 * Said once: the first to say it counts, and the same again changes nothing. A worker whose word
 * was denied says it anew, and whoever asked is asked anew.
 */
function said({ denied, ...stands }: Said, { by, witness, now }: Saying): Said | undefined {
  const name = by === 'worker' ? 'byWorker' : 'byRequester';
  const isSaidAnew = by === 'worker' && denied !== undefined;
  if (stands[name] !== undefined && !isSaidAnew) return undefined;
  return { ...stands, [name]: now, ...(witness === undefined ? {} : { witness }) };
}

/** Not so: of what the worker says, and whoever asked has not said. */
function saidNot(stands: Said, now: number): Said | undefined | Failure {
  if (stands.byWorker === undefined || stands.byRequester !== undefined)
    return fail('step_refused');
  return stands.denied === undefined ? { ...stands, denied: now } : undefined;
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

/** What is said of a thing that was handed over; nothing where that changes nothing. */
function withSaidOf(
  request: StoredRequest,
  { handOverId, of }: { readonly handOverId: string; readonly of: 'out' | 'back' },
  say: (stands: Said) => Said | undefined | Failure,
): StoredRequest | Failure {
  const found = request.handOvers.find((one) => one.handOverId === handOverId);
  if (found === undefined) return fail('not_found');
  const after = say(found[of]);
  if (after === undefined) return request;
  if (isFailure(after)) return after;
  const handOvers = request.handOvers.map((one) => (one === found ? { ...one, [of]: after } : one));
  return { ...request, handOvers };
}

/** The same of money. */
function withSaidOfMoney(
  request: StoredRequest,
  advanceId: string,
  say: (stands: Said) => Said | undefined | Failure,
): StoredRequest | Failure {
  const found = request.advances.find((one) => one.advanceId === advanceId);
  if (found === undefined) return fail('not_found');
  const after = say(found.settled);
  if (after === undefined) return request;
  if (isFailure(after)) return after;
  const advances = request.advances.map((one) =>
    one === found ? { ...one, settled: after } : one,
  );
  return { ...request, advances };
}

/** Somebody says that a thing is with the worker (`out`), or that it is back. */
export const confirmed = (
  request: StoredRequest,
  what: { readonly handOverId: string; readonly of: 'out' | 'back' },
  saying: Saying,
): StoredRequest | Failure => withSaidOf(request, what, (stands) => said(stands, saying));

/** Somebody says that money is settled. */
export const settled = (
  request: StoredRequest,
  advanceId: string,
  saying: Saying,
): StoredRequest | Failure => withSaidOfMoney(request, advanceId, (stands) => said(stands, saying));

/** Whoever asked says that what the worker says is not so. */
export function denied(
  request: StoredRequest,
  what: DenyMatter,
  now: number,
): StoredRequest | Failure {
  const say = (stands: Said) => saidNot(stands, now);
  return what.of === 'settled'
    ? withSaidOfMoney(request, what.advanceId, say)
    : withSaidOf(request, what, say);
}
