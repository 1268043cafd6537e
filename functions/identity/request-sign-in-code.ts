import type { SignInMessage } from '../messages/index.ts';
import { type Failure, fail } from '../platform/failure.ts';
import { accountOf, principalFor } from './account.ts';
import type { IdentityPorts } from './identity.ts';
import {
  CODE_DIGITS,
  CODE_LIFETIME_MS,
  CODES_PER_ADDRESS,
  CODES_PER_NUMBER,
  type CodeFor,
  drawCode,
  hashCode,
  RESEND_AFTER_MS,
} from './sign-in-code.ts';

type Ports = Pick<IdentityPorts, 'accounts' | 'codes' | 'rates' | 'messages' | 'random' | 'keys'>;

/**
 * Sends a one-time code, for a sign-in or to whoever asks to be registered. For a sign-in, a number
 * that nobody registered gets the same answer after the same work: a code is kept for it too, and a
 * message goes out that says, to whoever holds that phone and to nobody else, that the number is not
 * registered.
 */
export async function requestSignInCode(
  { accounts, codes, rates, messages, random, keys }: Ports,
  {
    audience,
    phone,
    address,
    now,
  }: {
    readonly audience: CodeFor;
    /** 11 digits */
    readonly phone: string;
    readonly address: string;
    readonly now: number;
  },
): Promise<{ digits: number; expiresInSeconds: number; resendAfterSeconds: number } | Failure> {
  for (const [limit, subject] of [
    [CODES_PER_ADDRESS, address],
    [CODES_PER_NUMBER, phone],
  ] as const) {
    const taken = await rates.take(limit, subject, now);
    if (taken !== 'taken') return fail('too_many_codes', taken);
  }

  const account = accountOf(keys.phone, phone);
  const known =
    audience === 'join' ||
    principalFor(audience, await accounts.findHolders(account), now) !== undefined;
  const code = drawCode(random);
  const codeHash = hashCode(keys.otp, audience, account, code);
  await codes.replaceCode(account, audience, { codeHash, expiresAt: now + CODE_LIFETIME_MS });
  const message: SignInMessage =
    audience === 'join' || known
      ? { template: 'sign_in_code', parameters: { code, minutes: CODE_LIFETIME_MS / 60_000 } }
      : { template: 'number_not_registered', parameters: { audience } };
  await messages.send(phone, message);

  return {
    digits: CODE_DIGITS,
    expiresInSeconds: CODE_LIFETIME_MS / 1000,
    resendAfterSeconds: RESEND_AFTER_MS / 1000,
  };
}
