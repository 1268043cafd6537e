import type { Notice } from '../shared/messages/sign-in.ts';
import type { CompoundStore } from './compounds/index.ts';
import { authenticateResident, type IdentityPorts, mountResidentSignIn } from './identity/index.ts';
import { mountOperatorRoutes } from './operator/index.ts';
import { type IssuePassPorts, mountPassRoutes } from './passes/index.ts';
import { type App, type AppOptions, newApp } from './platform/http.ts';
import { mountResidentRoutes, type ResidentStore, readHousehold } from './residents/index.ts';

export type ResidentApiDeps = Omit<IssuePassPorts, 'residents'> & {
  readonly app?: AppOptions;
  readonly identity: IdentityPorts;
  readonly residents: ResidentStore;
  readonly compounds: CompoundStore;
  readonly notice: Notice;
};

/** What a resident's phone may ask. */
export function createResidentApi(deps: ResidentApiDeps): App {
  const app = newApp(deps.app);
  const authenticate = authenticateResident(deps.identity.keys);
  mountOperatorRoutes(app, deps.notice);
  mountResidentSignIn(app, deps.identity, ({ residentIds }) =>
    readHousehold(deps, { actor: { residentIds } }),
  );
  mountResidentRoutes(app, { ...deps, authenticate });
  mountPassRoutes(app, { ...deps, authenticate });
  return app;
}
