import { issuePass } from '../../../shared/messages/passes.ts';
import { type ApiFailure, isApiFailure } from '../../kit/api-failure.ts';
import { createSigningKey } from '../../kit/device-key.ts';
import { serverClock } from '../../kit/phone-clock.ts';
import { publicKeyText, signedToken } from '../../kit/signed-token.ts';
import { api } from '../app/api.ts';
import { changeWallet, wallet } from './kept-wallet.ts';
import { type Holder, type WalletPass, withPass } from './wallet.ts';

const SECOND_MS = 1_000;

/** Asks for the pass of this key: issued, renewed when due, or the standing one. */
export async function askForPass(
  holder: Holder,
  key: CryptoKeyPair,
): Promise<WalletPass | ApiFailure> {
  const { residentId } = holder;
  const issued = await api.call(issuePass, {
    params: { residentId },
    body: {
      deviceKey: await publicKeyText(key),
      proof: await signedToken(key, { typ: 'xq-device-key+jwt' }, { sub: residentId }),
    },
  });
  if (isApiFailure(issued)) return issued;
  return {
    holder,
    key,
    signedPass: issued.pass,
    expiresMs: issued.expires * SECOND_MS,
    renewAfterMs: issued.renewAfter * SECOND_MS,
    confirmedMs: serverClock.now(),
    state: 'active',
  };
}

async function draftKeyFor({ residentId }: Holder): Promise<CryptoKeyPair> {
  const { draft } = wallet.value;
  if (draft?.residentId === residentId) return draft.key;
  const key = await createSigningKey();
  await changeWallet((before) => ({ ...before, draft: { residentId, key } }));
  return key;
}

/** Puts this resident's pass into the wallet, under a new key of this phone, and shows it. */
export async function putPassInWallet(holder: Holder): Promise<WalletPass | ApiFailure> {
  const pass = await askForPass(holder, await draftKeyFor(holder));
  if (isApiFailure(pass)) return pass;
  await changeWallet(({ draft: _, ...before }) => ({
    ...withPass(before, pass),
    current: holder.residentId,
  }));
  return pass;
}
