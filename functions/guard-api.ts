import { createGates, type GatesDeps, mountGateRoutes } from './gates/index.ts';
import { authenticateStaff, type IdentityPorts, mountStaffSignIn } from './identity/index.ts';
import type { StaffActor } from './platform/actor.ts';
import { type App, type AppOptions, newApp } from './platform/http.ts';

export type GuardApiDeps = Omit<GatesDeps, 'rates' | 'guardNameOf'> & {
  readonly app?: AppOptions;
  readonly identity: IdentityPorts;
};

/** What a gate's device, and the guard in front of it, may ask. */
export function createGuardApi({ app: options, identity, ...deps }: GuardApiDeps): App {
  const app = newApp(options);
  const guardNameOf = async ({ accountId, staffId }: StaffActor): Promise<string | undefined> => {
    const { staff } = await identity.accounts.findHolders(accountId);
    return staff.find((member) => member.staffId === staffId)?.maskedName;
  };
  const authenticateGuard = authenticateStaff(identity, 'guard');
  mountStaffSignIn(app, identity, 'guard');
  mountGateRoutes(app, {
    ...createGates({ ...deps, rates: identity.rates, guardNameOf }),
    authenticateGuard,
  });
  return app;
}
