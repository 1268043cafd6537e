import * as messages from '../../shared/messages/requests.ts';
import type { ResidentActor } from '../platform/actor.ts';
import type { Failure } from '../platform/failure.ts';
import { type App, mountRoute } from '../platform/http.ts';
import type { IncomingRequest } from '../platform/incoming-request.ts';
import { listOwnRequests } from './list-own-requests.ts';
import { readOfferedTypes } from './read-offered-types.ts';
import { readOwnRequest } from './read-own-request.ts';
import { stepOwnRequest } from './step-own-request.ts';
import { type SubmitPorts, submitRequest } from './submit-request.ts';

export type OwnRequestRoutesDeps = SubmitPorts & {
  readonly authenticate: (request: IncomingRequest) => Promise<ResidentActor | Failure>;
};

/** What residents ask the service desk for. */
export function mountOwnRequestRoutes(app: App, deps: OwnRequestRoutesDeps): void {
  const { authenticate } = deps;
  mountRoute(app, {
    endpoint: messages.readOfferedTypes,
    action: 'request.submit',
    authenticate,
    handle: ({ params, actor }) => readOfferedTypes(deps, { actor, ...params }),
  });
  mountRoute(app, {
    endpoint: messages.submitRequest,
    action: 'request.submit',
    authenticate,
    handle: ({ params, body, actor, now }) =>
      submitRequest(deps, { actor, ...params, request: body, now }),
  });
  mountRoute(app, {
    endpoint: messages.listOwnRequests,
    action: 'own_request.read',
    authenticate,
    handle: ({ params, actor, now }) => listOwnRequests(deps, { actor, ...params, now }),
  });
  mountRoute(app, {
    endpoint: messages.readOwnRequest,
    action: 'own_request.read',
    authenticate,
    handle: ({ params, actor, now }) => readOwnRequest(deps, { actor, ...params, now }),
  });
  mountRoute(app, {
    endpoint: messages.stepOwnRequest,
    action: 'own_request.note',
    authenticate,
    handle: ({ params, body, actor, now }) =>
      stepOwnRequest(deps, { actor, ...params, what: body, now }),
  });
}
