export { createRosterStore } from './roster-store-dynamo.ts';
export { mountRosterRoutes, type RosterRoutesDeps } from './routes.ts';
export { RUN_MS, type WorkPorts, workOnImports } from './work-on-imports.ts';
