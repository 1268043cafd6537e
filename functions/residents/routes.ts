import { readHousehold as readHouseholdEndpoint } from '../../shared/messages/sign-in.ts';
import type { ResidentActor } from '../platform/actor.ts';
import type { Failure } from '../platform/failure.ts';
import { type App, mountRoute } from '../platform/http.ts';
import type { IncomingRequest } from '../platform/incoming-request.ts';
import { type ReadHouseholdPorts, readHousehold } from './read-household.ts';

export type ResidentRoutesDeps = ReadHouseholdPorts & {
  readonly authenticate: (request: IncomingRequest) => Promise<ResidentActor | Failure>;
};

export function mountResidentRoutes(app: App, deps: ResidentRoutesDeps): void {
  mountRoute(app, {
    endpoint: readHouseholdEndpoint,
    action: 'household.read',
    authenticate: deps.authenticate,
    handle: ({ actor }) => readHousehold(deps, { actor }),
  });
}
