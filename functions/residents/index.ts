export { buildingsSeen } from './buildings-seen.ts';
export { endDueResidences } from './end-due-residences.ts';
export { mountEntryMeansRoutes, mountOwnEntryMeansRoutes } from './entry-means-routes.ts';
export type { EntryMeansStore } from './entry-means-store.ts';
export { fillRegister } from './fill-register.ts';
export { type HomesCaredForPorts, homesCaredFor } from './homes-cared-for.ts';
export { createHousePins, type HousePins } from './house-pins-dynamo.ts';
export { mountHouseholdRoutes } from './household-routes.ts';
export { createHouseholdStores } from './household-stores-dynamo.ts';
export type { ImportedResidents } from './imported-residents.ts';
export { createImportedResidents } from './imported-residents-dynamo.ts';
export { maskName, surnameOf } from './masked-name.ts';
export { notOwn } from './not-own.ts';
export type { NumberQuestionStore } from './number-question-store.ts';
export { createNumberQuestionStore } from './number-question-store-dynamo.ts';
export type { PassWithdrawal } from './pass-withdrawal.ts';
export { readHousehold } from './read-household.ts';
export { readCursor, writeCursor } from './register-cursor.ts';
export { registerQueryOf } from './register-query.ts';
export { mountRegisterRoutes, type RegisterRoutesDeps } from './register-routes.ts';
export { type HousePlace, isChild, type RegisterRow } from './register-row.ts';
export type { RegisterStore } from './register-store.ts';
export { createRegisterStore } from './register-store-dynamo.ts';
export type { ResidenceStore } from './residence-store.ts';
export { type HouseMember, livesHere, type NewResident, type Resident } from './resident.ts';
export { residentItems } from './resident-items.ts';
export type { ResidentStore } from './resident-store.ts';
export { createResidentStore } from './resident-store-dynamo.ts';
export {
  mountNumberQuestionRoutes,
  mountResidentRoutes,
  type NumberQuestionRoutesDeps,
} from './routes.ts';
export { type SpeaksForInput, type SpeaksForPorts, speaksFor } from './speaks-for.ts';
