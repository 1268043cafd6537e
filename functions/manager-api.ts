import {
  type EnrolmentCodeStore,
  type GateDays,
  type GateKeys,
  type GateStore,
  mountGateDayRoutes,
  mountManagedGateRoutes,
  type ReplayPairStore,
} from './gates/index.ts';
import { authenticateStaff, type IdentityPorts, mountStaffSignIn } from './identity/index.ts';
import { mountPassStateRoutes, type PassStore } from './passes/index.ts';
import { type App, type AppOptions, newApp } from './platform/http.ts';
import type { RandomBytes } from './platform/random.ts';

export type ManagerApiDeps = {
  readonly app?: AppOptions;
  readonly identity: IdentityPorts;
  readonly gates: GateStore;
  readonly codes: EnrolmentCodeStore;
  readonly pairs: ReplayPairStore;
  readonly gateDays: GateDays;
  readonly passes: PassStore;
  readonly keys: GateKeys;
  readonly random: RandomBytes;
};

/** What a property manager may ask. */
export function createManagerApi(deps: ManagerApiDeps): App {
  const app = newApp(deps.app);
  const authenticate = authenticateStaff(deps.identity.keys, 'manager');
  mountStaffSignIn(app, deps.identity, 'manager');
  mountManagedGateRoutes(app, { ...deps, contacts: deps.gateDays.contacts, authenticate });
  mountGateDayRoutes(app, { ...deps.gateDays, gates: deps.gates, authenticate });
  mountPassStateRoutes(app, { ...deps, authenticate });
  return app;
}
