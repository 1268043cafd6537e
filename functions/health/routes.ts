import * as messages from '../../shared/messages/health.ts';
import type { StaffActor } from '../platform/actor.ts';
import type { Failure } from '../platform/failure.ts';
import { type App, mountRoute } from '../platform/http.ts';
import type { IncomingRequest } from '../platform/incoming-request.ts';
import { type ListSpecimensPorts, listSpecimens } from './list-specimens.ts';
import { readRegistrationAsked } from './read-registration-asked.ts';
import { type RegisterHealthForPorts, registerHealthFor } from './register-health-for.ts';

export type HealthRoutesDeps = RegisterHealthForPorts &
  ListSpecimensPorts & {
    readonly authenticate: (request: IncomingRequest) => Promise<StaffActor | Failure>;
  };

/** What the community does about health while an emergency lasts. */
export function mountHealthRoutes(app: App, deps: HealthRoutesDeps): void {
  const { authenticate } = deps;
  mountRoute(app, {
    endpoint: messages.readRegistrationAsked,
    action: 'health.register_for',
    authenticate,
    handle: ({ params, actor, now }) => readRegistrationAsked(deps, { actor, ...params, now }),
  });
  mountRoute(app, {
    endpoint: messages.registerHealthFor,
    action: 'health.register_for',
    authenticate,
    handle: ({ params, body, actor, now }) =>
      registerHealthFor(deps, { actor, ...params, ...body, now }),
  });
  mountRoute(app, {
    endpoint: messages.listSpecimens,
    action: 'health_change.propose',
    authenticate,
    handle: ({ params, actor, now }) => listSpecimens(deps, { actor, ...params, now }),
  });
}
