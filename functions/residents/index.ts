export { maskName, surnameOf } from './masked-name.ts';
export type { NumberQuestionStore } from './number-question-store.ts';
export { createNumberQuestionStore } from './number-question-store-dynamo.ts';
export { readHousehold } from './read-household.ts';
export type { Resident } from './resident.ts';
export type { ResidentStore } from './resident-store.ts';
export { createResidentStore } from './resident-store-dynamo.ts';
export {
  mountNumberQuestionRoutes,
  mountResidentRoutes,
  type NumberQuestionRoutesDeps,
} from './routes.ts';
