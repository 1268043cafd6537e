import { readOwnHouse as readOwnHouseEndpoint } from '../../shared/messages/houses.ts';
import type { ResidentActor } from '../platform/actor.ts';
import type { Failure } from '../platform/failure.ts';
import { type App, mountRoute } from '../platform/http.ts';
import type { IncomingRequest } from '../platform/incoming-request.ts';
import { type ReadOwnHousePorts, readOwnHouse } from './read-own-house.ts';

export type OwnHouseRoutesDeps = ReadOwnHousePorts & {
  readonly authenticate: (request: IncomingRequest) => Promise<ResidentActor | Failure>;
};

/** What residents read of their own house, and landlords of what they let. */
export function mountOwnHouseRoutes(app: App, deps: OwnHouseRoutesDeps): void {
  mountRoute(app, {
    endpoint: readOwnHouseEndpoint,
    action: 'own_house.read',
    authenticate: deps.authenticate,
    handle: ({ actor, now }) => readOwnHouse(deps, { actor, now }),
  });
}
