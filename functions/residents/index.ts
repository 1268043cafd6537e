export { maskName, surnameOf } from './masked-name.ts';
export { readHousehold } from './read-household.ts';
export type { Resident } from './resident.ts';
export type { ResidentStore } from './resident-store.ts';
export { createResidentStore } from './resident-store-dynamo.ts';
export { mountResidentRoutes } from './routes.ts';
