import * as messages from '../../shared/messages/health.ts';
import type { ResidentActor } from '../platform/actor.ts';
import type { Failure } from '../platform/failure.ts';
import { type App, mountRoute } from '../platform/http.ts';
import type { IncomingRequest } from '../platform/incoming-request.ts';
import { type ReadOwnRegistrationPorts, readOwnRegistration } from './read-own-registration.ts';
import { type RegisterOwnHealthPorts, registerOwnHealth } from './register-own-health.ts';

export type OwnHealthRoutesDeps = ReadOwnRegistrationPorts &
  RegisterOwnHealthPorts & {
    readonly authenticate: (request: IncomingRequest) => Promise<ResidentActor | Failure>;
  };

/** What a resident says of their health, and sees of it, while an emergency lasts. */
export function mountOwnHealthRoutes(app: App, deps: OwnHealthRoutesDeps): void {
  const { authenticate } = deps;
  mountRoute(app, {
    endpoint: messages.readOwnRegistration,
    action: 'own_health.read',
    authenticate,
    handle: ({ params, actor, now }) => readOwnRegistration(deps, { actor, ...params, now }),
  });
  mountRoute(app, {
    endpoint: messages.registerOwnHealth,
    action: 'own_health.register',
    authenticate,
    handle: ({ params, body, actor, now }) =>
      registerOwnHealth(deps, { actor, ...params, ...body, now }),
  });
}
