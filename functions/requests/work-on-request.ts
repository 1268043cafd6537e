import { REQUEST_STEPS, type StepBy } from '../../shared/desk/request-lifecycle.ts';
import { compoundOf } from '../../shared/ids.ts';
import type { StaffRequest, StaffStep } from '../../shared/messages/requests.ts';
import type { Action } from '../../shared/permissions.ts';
import { factsOf } from '../platform/audit.ts';
import { type Failure, fail, isFailure } from '../platform/failure.ts';
import { wasTaken } from './after-step.ts';
import { claimRequest } from './claim-request.ts';
import type { StaffDesk } from './desk.ts';
import { attachTo } from './photos-of-request.ts';
import type { Holder, StoredRequest } from './request.ts';
import { staffRequestOf } from './shown-request.ts';
import { findStaffRequest, type StaffRequestInput } from './staff-request.ts';
import { placesOf, standingOf } from './standing.ts';
import { stepRequest } from './step-request.ts';
import { capOf, type StoredTeam } from './team.ts';
import { holderOfActor } from './who-acts.ts';
import { holderOf } from './workers.ts';

type Capacity = Extract<StepBy, 'assignee' | 'desk'>;
export type WorkInput = StaffRequestInput & {
  readonly what: StaffStep;
  readonly key?: string | undefined;
  /** Where the route is the desk’s alone. */
  readonly only?: 'desk';
};

const DISPATCHES: readonly StaffStep['step'][] = ['assign', 'transfer', 'return'];

/** By which right somebody takes a step. */
function actionOf(step: StaffStep['step'], as: Capacity): Action {
  if (as === 'assignee') return 'request.work';
  return DISPATCHES.includes(step) ? 'request.assign' : 'request.close';
}

/** As what they take it: who has it before whoever runs the desk. */
function capacityOf(
  { what, only, ...asking }: WorkInput,
  request: StoredRequest,
): Capacity | undefined {
  const { by }: { by: readonly StepBy[] } = REQUEST_STEPS[what.step];
  const standing = standingOf(asking, request);
  // Nobody asks after their own work.
  if (what.step === 'call_back' && standing.has('assignee')) return undefined;
  const able: readonly Capacity[] = only === undefined ? ['assignee', 'desk'] : ['desk'];
  return able.find((one) => by.includes(one) && standing.has(one));
}

/** To whom it is given: somebody who works here, and has room unless it shall be so all the same. */
async function givenTo(
  { workers, requests }: Pick<StaffDesk, 'workers' | 'requests'>,
  { what, requestId, now }: WorkInput,
  { request, teams }: { readonly request: StoredRequest; readonly teams: readonly StoredTeam[] },
): Promise<Holder | undefined | Failure> {
  if (what.step !== 'assign' && what.step !== 'transfer') return undefined;
  const { to, overCap = false } = what;
  const compound = compoundOf(requestId);
  const isCounted = !overCap && to !== request.assignee;
  const [all, tasks] = await Promise.all([
    workers(compound, now),
    isCounted ? requests.listTasks(compound, to) : [],
  ]);
  const worker = all.find(({ staffId }) => staffId === to);
  if (worker === undefined) return fail('invalid_input', { field: 'to' });
  if (isCounted && tasks.length >= capOf(teams, to)) return fail('worker_has_many');
  return holderOf(worker);
}

/** A step by whoever has a request, or by the desk. */
export async function workOnRequest(
  ports: StaffDesk,
  input: WorkInput,
): Promise<StaffRequest | Failure> {
  const { actor, requestId, what, key, now } = input;
  if (what.step === 'claim' && input.only === undefined) return claimRequest(ports, input);
  const found = await findStaffRequest(ports, input);
  if (isFailure(found)) return found;
  const { request, teams } = found;
  // Sent again, it may be somebody else's by now, and its photos gone.
  if (wasTaken(request, key, actor.staffId)) return staffRequestOf(request, { actor, now, teams });
  if (capacityOf(input, request) === undefined) return fail('not_permitted');
  const [to, me] = await Promise.all([
    givenTo(ports, input, found),
    holderOfActor(ports, { actor, compound: compoundOf(requestId), now }),
  ]);
  if (isFailure(to)) return to;
  const refused = await attachTo(requestId, ports, {
    photos: 'photos' in what ? what.photos : undefined,
    actor,
    facts: factsOf(actor, {
      action: 'request.work',
      place: placesOf(request),
      purpose: 'service_desk',
      now,
    }),
  });
  if (refused !== undefined) return refused;
  const { staffId, office, maskedName } = me;
  const after = await stepRequest(ports, request, (current) => {
    const as = capacityOf(input, current);
    if (as === undefined) return fail('not_permitted');
    const facts = factsOf(actor, {
      action: actionOf(what.step, as),
      place: placesOf(current),
      purpose: 'service_desk',
      now,
    });
    const by = { as: as === 'desk' ? 'desk' : 'worker', staffId, office, maskedName } as const;
    return { ...what, as, by, now, facts, key, to };
  });
  return isFailure(after) ? after : staffRequestOf(after, { actor, now, teams });
}
