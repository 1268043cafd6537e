export { advanceChanges } from './carry-out.ts';
export type { ChangeStore } from './change-store.ts';
export { createChangeStore } from './change-store-dynamo.ts';
export { inCommon } from './in-common.ts';
export { revertUnanswered } from './revert-unanswered.ts';
export { mountHealthChangeRoutes, mountOwnHealthChangeRoutes } from './routes.ts';
export { tellSubjects } from './tell-subjects.ts';
