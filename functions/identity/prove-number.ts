import type { AccountId } from '../../shared/ids.ts';
import { type Failure, fail } from '../platform/failure.ts';
import { constantTimeEqual } from '../platform/secrets.ts';
import { accountOf } from './account.ts';
import type { IdentityPorts } from './identity.ts';
import { type CodeFor, hashCode, MOST_ATTEMPTS } from './sign-in-code.ts';

const sameText = (a: string, b: string): boolean =>
  constantTimeEqual(Buffer.from(a), Buffer.from(b));

/**
 * Whose number it is that the code was sent to. An attempt is counted before the code is looked at;
 * the right code is used up by the write that lets one caller through.
 * @returns the number's pseudonym
 */
export async function proveNumber(
  { codes, keys }: Pick<IdentityPorts, 'codes' | 'keys'>,
  {
    codeFor,
    phone,
    code,
    now,
  }: {
    readonly codeFor: CodeFor;
    /** 11 digits */
    readonly phone: string;
    readonly code: string;
    readonly now: number;
  },
): Promise<AccountId | Failure> {
  const accountId = accountOf(keys.phone, phone);
  const attempt = await codes.beginAttempt(accountId, codeFor, MOST_ATTEMPTS, now);
  if (attempt === 'none') return fail('wrong_code');
  if (attempt === 'spent') return fail('too_many_attempts');
  if (!sameText(hashCode(keys.otp, codeFor, accountId, code), attempt.codeHash)) {
    return fail('wrong_code');
  }
  const consumed = await codes.consumeCode(accountId, codeFor, attempt.codeHash);
  return consumed === 'gone' ? fail('wrong_code') : accountId;
}
