export { accountOf, isLapsed, ResidentLink, type StaffGrant, type StaffMember } from './account.ts';
export type { AccountStore } from './account-store.ts';
export {
  checkNotEnded,
  createAccountStore,
  endLink,
  moveLinkEnd,
  residentLinkItem,
  residentLinkKey,
  startLink,
} from './account-store-dynamo.ts';
export { authenticateResident, authenticateStaff, type StaffPorts } from './authenticate.ts';
export type { AccountDesk, ContactNumbers, SealedNumbers } from './contact-numbers.ts';
export {
  createContactNumbers,
  createSealedNumbers,
  forgetUnusedNumber,
  type TiesLeft,
  tiesLeft,
} from './contact-numbers-dynamo.ts';
export {
  GRANT_PREFIX,
  GRANT_TOLD_FOR_MS,
  GrantRow,
  grantKey,
  grantPartition,
} from './grant-row.ts';
export { type IdentityPorts, identityKeys } from './identity.ts';
export { createIdentity } from './identity-dynamo.ts';
export type { NumberWatch } from './number-watch.ts';
export { proveNumber } from './prove-number.ts';
export { requestSignInCode } from './request-sign-in-code.ts';
export { mountResidentSignIn, mountStaffSignIn } from './routes.ts';
export { residentSessionNamed } from './session-named.ts';
export type { SessionStore } from './session-store.ts';
export { checkSession, sessionKey } from './session-store-dynamo.ts';
export { readStaff, StoredStaff, writeStaff } from './staff-write-dynamo.ts';
