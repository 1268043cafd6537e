export { maskName } from './masked-name.ts';
export { type ReadHouseholdPorts, readHousehold } from './read-household.ts';
export type { Change, HouseMember, Resident } from './resident.ts';
export type { ResidentStore } from './resident-store.ts';
export { createResidentStore } from './resident-store-dynamo.ts';
export { mountResidentRoutes } from './routes.ts';
