import { listRegister as listRegisterEndpoint } from '../../shared/messages/register.ts';
import type { StaffActor } from '../platform/actor.ts';
import type { Failure } from '../platform/failure.ts';
import { type App, mountRoute } from '../platform/http.ts';
import type { IncomingRequest } from '../platform/incoming-request.ts';
import { type ListRegisterPorts, listRegister } from './list-register.ts';

export type RegisterRoutesDeps = ListRegisterPorts & {
  readonly authenticate: (request: IncomingRequest) => Promise<StaffActor | Failure>;
};

/** What whoever keeps the register does in it, and who reads it. */
export function mountRegisterRoutes(app: App, deps: RegisterRoutesDeps): void {
  mountRoute(app, {
    endpoint: listRegisterEndpoint,
    action: 'register.read',
    authenticate: deps.authenticate,
    handle: ({ params, body, actor, now }) =>
      listRegister(deps, { actor, compoundId: params.compoundId, request: body, now }),
  });
}
