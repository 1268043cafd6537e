import * as messages from '../../shared/messages/duty.ts';
import type { StaffActor } from '../platform/actor.ts';
import type { Failure } from '../platform/failure.ts';
import { type App, mountRoute } from '../platform/http.ts';
import type { IncomingRequest } from '../platform/incoming-request.ts';
import type { DutyPorts } from './duty.ts';
import { confirmHandOver, leaveHandOver } from './hand-over-duty.ts';
import { readDutyNow } from './read-duty-now.ts';
import { readDutyWeek } from './read-duty-week.ts';
import { setDutyPlan } from './set-duty-plan.ts';

export type DutyRoutesDeps = DutyPorts & {
  readonly nameOf: (actor: StaffActor) => Promise<string | undefined>;
  readonly authenticate: (request: IncomingRequest) => Promise<StaffActor | Failure>;
};

/** The duty roster. */
export function mountDutyRoutes(app: App, deps: DutyRoutesDeps): void {
  const { authenticate } = deps;
  mountRoute(app, {
    endpoint: messages.readDutyWeek,
    action: 'duty.read',
    authenticate,
    handle: ({ params, actor, now }) => readDutyWeek(deps, { actor, ...params, now }),
  });
  mountRoute(app, {
    endpoint: messages.setDutyPlan,
    action: 'duty.edit',
    authenticate,
    handle: ({ params, body, actor, now }) =>
      setDutyPlan(deps, { actor, ...params, plan: body, now }),
  });
  mountRoute(app, {
    endpoint: messages.readDutyNow,
    action: 'duty.read',
    authenticate,
    handle: ({ params, actor, now }) => readDutyNow(deps, { actor, ...params, now }),
  });
  mountRoute(app, {
    endpoint: messages.leaveHandOver,
    action: 'duty.read',
    authenticate,
    handle: ({ params, body, actor, now }) =>
      leaveHandOver(deps, { actor, ...params, ...body, now }),
  });
  mountRoute(app, {
    endpoint: messages.confirmHandOver,
    action: 'duty.read',
    authenticate,
    handle: ({ params, body, actor, now }) =>
      confirmHandOver(deps, { actor, ...params, ...body, now }),
  });
}
