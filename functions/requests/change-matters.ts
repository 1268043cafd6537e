import { isHeld } from '../../shared/desk/request-lifecycle.ts';
import { compoundOf } from '../../shared/ids.ts';
import type { StaffRequest } from '../../shared/messages/requests.ts';
import type { Action } from '../../shared/permissions.ts';
import { factsOf } from '../platform/audit.ts';
import { type Failure, fail, isFailure } from '../platform/failure.ts';
import type { StaffDesk } from './desk.ts';
import { onTheClock } from './on-the-clock.ts';
import type { Holder, StoredRequest } from './request.ts';
import { staffRequestOf } from './shown-request.ts';
import { findStaffRequest, type StaffRequestInput } from './staff-request.ts';
import { isAssignee, placesOf, runsDesk } from './standing.ts';
import { changeRequest } from './step-request.ts';
import { holderOfActor } from './who-acts.ts';

/** A change beside the steps of a request, with its facts; the same request where nothing changes. */
export function written(
  before: StoredRequest,
  after: StoredRequest | Failure,
  by: { readonly audit: StoredRequest['audit']; readonly now: number } & Pick<
    Parameters<typeof onTheClock>[2],
    'calendar'
  >,
): StoredRequest | Failure {
  if (isFailure(after) || after === before) return after;
  const { audit, calendar, now } = by;
  return onTheClock(before, { ...after, version: before.version + 1, audit }, { calendar, now });
}

/** Who may: whoever runs the desk; whoever has it; whoever has it while it is being done; whoever runs the desk and has not. */
type Standing = 'desk' | 'worker' | 'worker_at_work' | 'worker_or_desk' | 'desk_alone';

function mayNow(input: StaffRequestInput, request: StoredRequest, standing: Standing): boolean {
  const isTheirs = isAssignee(input, request);
  switch (standing) {
    case 'worker':
      return isTheirs;
    case 'worker_at_work':
      return isTheirs && isHeld(request.state);
    case 'desk':
      return runsDesk(input, request);
    case 'worker_or_desk':
      return isTheirs || runsDesk(input, request);
    case 'desk_alone':
      return !isTheirs && runsDesk(input, request);
  }
}

/** A change by staff, decided on what stands there, and written at once. */
export async function changeAsStaff(
  ports: Pick<StaffDesk, 'requests' | 'settings' | 'nameOf'>,
  input: StaffRequestInput,
  change: {
    readonly action: Action;
    readonly standing: Standing;
    readonly decide: (request: StoredRequest, me: Holder) => StoredRequest | Failure;
  },
): Promise<StaffRequest | Failure> {
  const { actor, requestId, now } = input;
  const { action, standing, decide } = change;
  const compound = compoundOf(requestId);
  const found = await findStaffRequest(ports, input);
  if (isFailure(found)) return found;
  const { request, teams } = found;
  const [me, { calendar }] = await Promise.all([
    holderOfActor(ports, { actor, compound, now }),
    ports.settings.readSettings(compound),
  ]);
  const after = await changeRequest(ports.requests, request, (current) => {
    if (!mayNow(input, current, standing)) {
      const isLate = standing === 'worker_at_work' && isAssignee(input, current);
      return fail(isLate ? 'step_refused' : 'not_permitted');
    }
    const facts = { action, place: placesOf(current), purpose: 'service_desk', now } as const;
    const audit = factsOf(actor, facts);
    return written(current, decide(current, me), { audit, calendar, now });
  });
  return isFailure(after) ? after : staffRequestOf(after, { actor, now, teams });
}
