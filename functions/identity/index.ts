export { accountOf, type StaffMember } from './account.ts';
export type { AccountStore } from './account-store.ts';
export { createAccountStore, residentLinkItem, residentLinkKey } from './account-store-dynamo.ts';
export { authenticateResident, authenticateStaff } from './authenticate.ts';
export type { IdentityPorts } from './identity.ts';
export { createIdentity } from './identity-dynamo.ts';
export type { NumberWatch } from './number-watch.ts';
export { mountResidentSignIn, mountStaffSignIn } from './routes.ts';
export { sessionKey } from './session-store-dynamo.ts';
