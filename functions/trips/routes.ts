import * as messages from '../../shared/messages/trips.ts';
import type { GateDeviceActor, ResidentActor, StaffActor } from '../platform/actor.ts';
import type { Failure } from '../platform/failure.ts';
import { type App, mountRoute } from '../platform/http.ts';
import type { IncomingRequest } from '../platform/incoming-request.ts';
import { type CountTripPorts, countTrip } from './count-trip.ts';
import { type GrantTripsPorts, grantTrips } from './grant-trips.ts';
import { type ReadOwnTripsPorts, readOwnTrips } from './read-own-trips.ts';

type By<Actor> = (request: IncomingRequest) => Promise<Actor | Failure>;

/** A gate's device counts who leaves, apart from everything else that it asks: here are keys. */
export function mountTripCountRoutes(
  app: App,
  deps: CountTripPorts & { readonly authenticate: By<GateDeviceActor> },
): void {
  mountRoute(app, {
    endpoint: messages.countTrip,
    action: 'trip.count',
    authenticate: deps.authenticate,
    handle: ({ params, body, actor, now }) => countTrip(deps, { actor, ...params, ...body, now }),
  });
}

export function mountOwnTripRoutes(
  app: App,
  deps: ReadOwnTripsPorts & { readonly authenticate: By<ResidentActor> },
): void {
  mountRoute(app, {
    endpoint: messages.readOwnTrips,
    action: 'trip_quota.read',
    authenticate: deps.authenticate,
    handle: ({ params, actor, now }) => readOwnTrips(deps, { actor, ...params, now }),
  });
}

export function mountTripGrantRoutes(
  app: App,
  deps: GrantTripsPorts & { readonly authenticate: By<StaffActor> },
): void {
  mountRoute(app, {
    endpoint: messages.grantTrips,
    action: 'trip_quota.grant',
    authenticate: deps.authenticate,
    handle: ({ params, body, actor, now }) =>
      grantTrips(deps, { actor, ...params, grant: body, now }),
  });
}
