export type { GrantStore } from './grant-store.ts';
export { createGrantStore } from './grant-store-dynamo.ts';
export { createPermissions } from './permissions-dynamo.ts';
export { mountPermissionRoutes, type PermissionRoutesDeps } from './routes.ts';
export { whoMay } from './who-may.ts';
