import { isWaiting } from '../../shared/desk/request-lifecycle.ts';
import { compoundOf } from '../../shared/ids.ts';
import type { StaffRequest } from '../../shared/messages/requests.ts';
import { factsOf } from '../platform/audit.ts';
import { type Failure, fail, isFailure } from '../platform/failure.ts';
import type { StaffDesk } from './desk.ts';
import { staffRequestOf } from './shown-request.ts';
import { findStaffRequest, type StaffRequestInput } from './staff-request.ts';
import { mayClaim, placesOf } from './standing.ts';
import { stepRequest } from './step-request.ts';
import { takeRoom } from './take-room.ts';
import { capOf } from './team.ts';
import { holderOfActor } from './who-acts.ts';

/** Takes a request that nobody has: of many at once one gets it, and the others are told who. */
export async function claimRequest(
  ports: StaffDesk,
  { key, ...input }: StaffRequestInput & { readonly key?: string | undefined },
): Promise<StaffRequest | Failure> {
  const { actor, requestId, now } = input;
  const compound = compoundOf(requestId);
  const found = await findStaffRequest(ports, input);
  if (isFailure(found)) return found;
  const { request, teams } = found;
  if (!mayClaim(input, request, teams)) return fail('not_permitted');
  const isTheirs = request.assignee === actor.staffId;
  const claimer = { staff: actor.staffId, requestId, now, cap: capOf(teams, actor.staffId) };
  // Who has it already is told before there is any question of room.
  const [me, full] = await Promise.all([
    holderOfActor(ports, { actor, compound, now }),
    isTheirs || !isWaiting(request.state) ? undefined : takeRoom(ports, claimer),
  ]);
  if (full !== undefined) return full;
  const { staffId, office, maskedName } = me;
  const facts = factsOf(actor, {
    action: 'request.claim',
    place: placesOf(request),
    purpose: 'service_desk',
    now,
  });
  const taken = {
    step: 'claim',
    as: 'anybody_able',
    by: { as: 'worker', staffId, office, maskedName },
    now,
    facts,
    key,
    to: me,
  } as const;
  // Somebody gave it back meanwhile: there was no question of room, and now there is.
  const after = await stepRequest(ports, request, (current) =>
    isWaiting(current.state) && !isWaiting(request.state) ? fail('state_conflict') : taken,
  );
  return isFailure(after) ? after : staffRequestOf(after, { actor, now, teams });
}
