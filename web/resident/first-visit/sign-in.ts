import { residentSignIn } from '../../../shared/messages/sign-in.ts';
import { type ApiFailure, isApiFailure } from '../../kit/api-failure.ts';
import { noteAccount } from '../app/account.ts';
import { api } from '../app/api.ts';
import { endPush } from '../app/end-push.ts';
import { forgiveSignOutOwed } from '../app/sign-out.ts';
import { wallet } from '../wallet/kept-wallet.ts';
import { currentPass } from '../wallet/wallet.ts';

/** Where somebody who has signed in goes on: to their pass on this phone, or to their home. */
export type SignedIn = { readonly next: 'pass' | 'home' };

export async function signIn(phone: string, code: string): Promise<SignedIn | ApiFailure> {
  const read = await api.call(residentSignIn.signIn, { body: { phone, code } });
  if (isApiFailure(read)) return read;
  forgiveSignOutOwed();
  // Whoever was signed in before without signing out may be somebody else.
  await endPush().catch(() => undefined);
  await noteAccount(read);
  const shown = currentPass(wallet.value)?.holder.residentId;
  const known = read.residents.some(({ residentId }) => residentId === shown);
  return { next: known ? 'pass' : 'home' };
}
