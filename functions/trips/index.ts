export { mountOwnTripRoutes, mountTripCountRoutes, mountTripGrantRoutes } from './routes.ts';
export type { TripStore } from './trip-store.ts';
export { createTripStore } from './trip-store-dynamo.ts';
