import * as messages from '../../shared/messages/status-chains.ts';
import type { StaffActor } from '../platform/actor.ts';
import type { Failure } from '../platform/failure.ts';
import { type App, mountRoute } from '../platform/http.ts';
import type { IncomingRequest } from '../platform/incoming-request.ts';
import { type ReadStatusChainPorts, readStatusChain } from './read-status-chain.ts';

export type StatusChainRoutesDeps = ReadStatusChainPorts & {
  readonly authenticate: (request: IncomingRequest) => Promise<StaffActor | Failure>;
};

/** How an auditor follows one status. */
export function mountStatusChainRoutes(app: App, deps: StatusChainRoutesDeps): void {
  mountRoute(app, {
    endpoint: messages.readStatusChain,
    action: 'status_chain.read',
    authenticate: deps.authenticate,
    handle: ({ params, body, actor, now }) =>
      readStatusChain(deps, { actor, ...params, ...body, now }),
  });
}
