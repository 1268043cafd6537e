import { ROSTER_ERRORS } from '../shared/roster-errors.ts';
import { authenticateStaff, type StaffPorts } from './identity/index.ts';
import { type App, type AppOptions, newApp } from './platform/http.ts';
import { mountRosterRoutes, type RosterRoutesDeps } from './roster/index.ts';

export type RosterApiDeps = Omit<RosterRoutesDeps, 'authenticate'> & {
  readonly app?: AppOptions;
  readonly identity: StaffPorts;
};

/** Rosters and the ledger: by themselves, since what reads and writes Excel is large. */
export function createRosterApi(deps: RosterApiDeps): App {
  const app = newApp({ ...deps.app, words: ROSTER_ERRORS });
  const authenticate = authenticateStaff(deps.identity, 'manager');
  mountRosterRoutes(app, { ...deps, authenticate });
  return app;
}
