export type { GateDoors } from './gate-doors.ts';
export { mountScanToOpenRoutes, type ScanToOpenRoutesDeps } from './routes.ts';
export { createScanToOpen } from './scan-to-open-dynamo.ts';
