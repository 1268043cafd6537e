export { followVisit } from './follow-visit.ts';
export { createInvitationStore } from './invitation-store-dynamo.ts';
export type { Measures } from './measures.ts';
export { createMeasures } from './measures-dynamo.ts';
export { mountArrivalRoutes, mountInvitationRoutes, mountVisitRoutes } from './routes.ts';
export { createVisitors } from './visitors-dynamo.ts';
