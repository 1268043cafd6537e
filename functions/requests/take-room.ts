import { isHeld, isWaiting } from '../../shared/desk/request-lifecycle.ts';
import { type CompoundId, compoundOf, type RequestId, type StaffId } from '../../shared/ids.ts';
import { type Failure, fail } from '../platform/failure.ts';
import type { StoredRequest } from './request.ts';
import type { Claim, RequestStore } from './request-store.ts';

export type RoomPorts = {
  readonly requests: Pick<RequestStore, 'listTasks' | 'findRequest' | 'readClaims' | 'putClaims'>;
};
type Claimer = { readonly staff: StaffId; readonly requestId: RequestId; readonly now: number };

/** Each try loses to another claim of the same person, which got on. */
const MOST_TRIES = 5;
/** A claim that is under way for longer than this is not any more. */
const UNDER_WAY_MS = 60_000;

/** It was theirs since, and is not any more. */
const hasLanded = ({ steps }: StoredRequest, staff: StaffId, since: number): boolean =>
  steps.some(
    ({ step, at, by }) =>
      step === 'claim' && at >= since && by.as === 'worker' && by.staffId === staff,
  );

/** Claims that are on no list yet and are theirs, or under way. */
async function stillOpen(
  { requests }: RoomPorts,
  claims: readonly Claim[],
  { staff, now }: Claimer,
): Promise<readonly Claim[]> {
  const found = await Promise.all(claims.map(({ requestId }) => requests.findRequest(requestId)));
  return claims.filter(({ at }, number) => {
    const request = found[number];
    if (request === undefined) return false;
    if (isWaiting(request.state)) return now - at < UNDER_WAY_MS && !hasLanded(request, staff, at);
    return isHeld(request.state) && request.assignee === staff;
  });
}

/**
 * Takes room for a task more, before it is claimed: of several claims of one person at once, as
 * many get room as there is. Nothing is given back: a claim that came to nothing counts no more as
 * soon as somebody else has the request.
 */
export async function takeRoom(
  ports: RoomPorts,
  claimer: Claimer & { readonly cap: number },
): Promise<Failure | undefined> {
  const { staff, requestId, now, cap } = claimer;
  const { requests } = ports;
  const compound: CompoundId = compoundOf(requestId);
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    // What is on the list by now need not be looked up: the list is read after the claims.
    const { version, claims } = await requests.readClaims(compound, staff);
    const tasks = await requests.listTasks(compound, staff);
    const listed = new Set(tasks.map((task) => task.requestId));
    const others = claims.filter((one) => one.requestId !== requestId);
    const unlisted = others.filter((one) => !listed.has(one.requestId));
    const open = await stillOpen(ports, unlisted, claimer);
    if (listed.size + open.length >= cap) return fail('too_many_tasks');
    const taken = [...open, { requestId, at: now }];
    const outcome = await requests.putClaims(compound, staff, { version, claims: taken, now });
    if (outcome === 'put') return undefined;
  }
  return fail('state_conflict');
}
