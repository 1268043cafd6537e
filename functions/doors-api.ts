import { type DoorRoutesDeps, mountDoorRoutes } from './doors/index.ts';
import { authenticateStaff, type StaffPorts } from './identity/index.ts';
import { type App, type AppOptions, newApp } from './platform/http.ts';

export type DoorsApiDeps = Omit<DoorRoutesDeps, 'authenticate'> & {
  readonly app?: AppOptions;
  readonly identity: StaffPorts;
};

/** Doors, by themselves: what speaks to their broker goes along with nobody else. */
export function createDoorsApi({ app: options, identity, ...deps }: DoorsApiDeps): App {
  const app = newApp(options);
  mountDoorRoutes(app, { ...deps, authenticate: authenticateStaff(identity, 'manager') });
  return app;
}
