export { advanceTenancies } from './advance-tenancies.ts';
export { createOccupancyStore } from './occupancy-store-dynamo.ts';
export { mountOwnHouseRoutes } from './own-routes.ts';
export { projectOccupancy } from './project-occupancy.ts';
export { type HouseRoutesDeps, mountHouseRoutes } from './routes.ts';
export { createTenancyStore } from './tenancy-store-dynamo.ts';
export { createVehicleStore } from './vehicle-store-dynamo.ts';
