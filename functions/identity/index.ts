export { accountOf, type StaffMember } from './account.ts';
export type { AccountStore } from './account-store.ts';
export { createAccountStore, residentLinkItem } from './account-store-dynamo.ts';
export { authenticateResident, authenticateStaff } from './authenticate.ts';
export type { IdentityPorts } from './identity.ts';
export { createIdentity } from './identity-dynamo.ts';
export { mountResidentSignIn, mountStaffSignIn } from './routes.ts';
