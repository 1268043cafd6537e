import { ref } from 'vue';
import { residentSignIn } from '../../../shared/messages/sign-in.ts';
import { isApiFailure } from '../../kit/api-failure.ts';
import { onThisPhone } from '../../kit/remembered.ts';
import { forgetPhone, visit } from '../first-visit/visit.ts';
import { emptyWallet } from '../wallet/kept-wallet.ts';
import { account, chosenResident } from './account.ts';
import { api } from './api.ts';
import { endPush } from './end-push.ts';
import { KEPT_ANSWERS } from './kept-answers.ts';

/** The server has still to hear that this phone signed out. */
const OWED = 'xq-sign-out-owed';

async function endSession(): Promise<void> {
  const ended = await api.call(residentSignIn.signOut);
  if (isApiFailure(ended) && (ended.code === 'offline' || ended.code === 'fault')) {
    onThisPhone.set(OWED, 'yes');
  } else {
    onThisPhone.remove(OWED);
  }
}

/** Key and passes go at once, with or without network; the session as soon as there is one. */
export async function signOut(): Promise<void> {
  await forgetEverybody();
  await endPush().catch(() => undefined);
  await endSession();
}

/** Somebody has reported this phone lost; until it is signed in again, its first page says so. */
export const reportedLost = ref(false);

/** Whoever holds this phone now finds no key, no pass and no name on it. */
export async function emptyLostPhone(): Promise<void> {
  reportedLost.value = true;
  visit.agreed = false;
  await signOut();
}

async function forgetEverybody(): Promise<void> {
  await emptyWallet();
  account.value = undefined;
  chosenResident.value = undefined;
  for (const name of KEPT_ANSWERS) onThisPhone.remove(name);
  forgetPhone();
}

/** A new sign-in is not what was owed an end. */
export function forgiveSignOutOwed(): void {
  reportedLost.value = false;
  onThisPhone.remove(OWED);
}

/** Ends a session that could not be ended when its owner signed out. */
export async function paySignOutOwed(): Promise<void> {
  if (onThisPhone.get(OWED) !== undefined) await endSession();
}
