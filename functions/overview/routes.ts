import {
  readDashboard as readDashboardEndpoint,
  readStreetOverview,
} from '../../shared/messages/street.ts';
import type { StaffActor } from '../platform/actor.ts';
import type { Failure } from '../platform/failure.ts';
import { type App, mountRoute } from '../platform/http.ts';
import type { IncomingRequest } from '../platform/incoming-request.ts';
import { type ReadDashboardPorts, readDashboard } from './read-dashboard.ts';
import { type ReadStreetPorts, readStreet } from './read-street.ts';

export type OverviewRoutesDeps = ReadStreetPorts &
  ReadDashboardPorts & {
    readonly authenticate: (request: IncomingRequest) => Promise<StaffActor | Failure>;
  };

/** A street at a glance, and one compound of it. */
export function mountOverviewRoutes(app: App, deps: OverviewRoutesDeps): void {
  mountRoute(app, {
    endpoint: readStreetOverview,
    action: 'street.read',
    authenticate: deps.authenticate,
    handle: ({ actor, now }) => readStreet(deps, { actor, now }),
  });
  mountRoute(app, {
    endpoint: readDashboardEndpoint,
    action: 'dashboard.read',
    authenticate: deps.authenticate,
    handle: ({ params, actor, now }) => readDashboard(deps, { actor, ...params, now }),
  });
}
