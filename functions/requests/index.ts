export type { DeskStores } from './desk.ts';
export { createDesk } from './desk-dynamo.ts';
export { createDeskRowStore } from './desk-row-store-dynamo.ts';
export { mountOwnRequestRoutes } from './own-routes.ts';
export { projectRequests } from './project-requests.ts';
export { mountDeskRoutes } from './routes.ts';
