export type { CardNumberStore } from './card-number-store.ts';
export { createCardNumberStore } from './card-number-store-dynamo.ts';
export type { GateAsks } from './gate-asks.ts';
export { createGateAsks } from './gate-asks-dynamo.ts';
export type { HolderStore } from './holder-store.ts';
export { createHolderStore } from './holder-store-dynamo.ts';
export { issueCard } from './issue-card.ts';
export { newHoldersIn } from './new-passes.ts';
export { PASS_GONE_AFTER_MS } from './pass.ts';
export { type PassHolder, passHoldersOf } from './pass-holders-dynamo.ts';
export type { PassStore } from './pass-store.ts';
export { createPassStore } from './pass-store-dynamo.ts';
export { projectHolders } from './project-holders.ts';
export { resumePasses } from './resume-passes.ts';
export { retireExceptions } from './retire-exceptions.ts';
export { type ManagedPassRoutesDeps, mountManagedPassRoutes, mountPassRoutes } from './routes.ts';
export { createStatusListStore } from './status-list-store-dynamo.ts';
export {
  type CompiledList,
  createStatusLists,
  listAsOf,
  type StatusLists,
} from './status-lists.ts';
export { createTenancyPasses, type TenancyPasses } from './tenancy-passes.ts';
export { createPassWithdrawal } from './withdraw-for-register.ts';
export { withdrawPassesOf } from './withdraw-passes-of.ts';
