export type { DeskStores } from './desk.ts';
export { createDesk } from './desk-dynamo.ts';
export { createDeskRowStore } from './desk-row-store-dynamo.ts';
export { mountOwnRequestRoutes } from './own-routes.ts';
export { projectRequests } from './project-requests.ts';
export type { RequestStore } from './request-store.ts';
export { mountDeskRoutes } from './routes.ts';
export { type RunDeskPorts, runDesk } from './run-desk.ts';
export { placesOf } from './standing.ts';
