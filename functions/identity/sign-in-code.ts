import type { AccountId } from '../../shared/ids.ts';
import type { Audience } from '../../shared/messages/sign-in.ts';
import { KEPT_MS } from '../../shared/retention.ts';
import type { RandomBytes } from '../platform/random.ts';
import type { RateLimit } from '../platform/rate-limit.ts';
import { hmac } from '../platform/secrets.ts';

/** What a code is for: a sign-in of one audience, or to prove a number that nobody registered yet. */
export type CodeFor = Audience | 'join';

export const CODE_DIGITS = 6;
/** Long enough for a slow message and slow fingers. */
export const CODE_LIFETIME_MS = KEPT_MS.one_time_code;
/** Five tries at a million: a guess in 200,000, and at most 25 guesses an hour with new codes. */
export const MOST_ATTEMPTS = 5;
/** Until the page offers to send another. */
export const RESEND_AFTER_MS = 60 * 1000;

const HOUR_MS = 60 * 60 * 1000;
/** Nobody's phone rings more often than this for a stranger's typing. */
export const CODES_PER_NUMBER: RateLimit = {
  kind: 'sign-in-code-number',
  most: 5,
  windowMs: HOUR_MS,
};
/** A whole building may share one address behind its carrier; a machine that walks numbers may not. */
export const CODES_PER_ADDRESS: RateLimit = {
  kind: 'sign-in-code-address',
  most: 60,
  windowMs: HOUR_MS,
};

/** A code for one account at one audience, as it is kept: never in clear. */
export type SignInCode = {
  /** base64url of a keyed hash over audience, account and code. */
  readonly codeHash: string;
  /** Unix milliseconds, exclusive. */
  readonly expiresAt: number;
};

const CODES = 10 ** CODE_DIGITS;
/** The largest multiple of a million below 2³²: drawing again above it leaves each code as likely as any. */
const FAIR_CEILING = Math.floor(2 ** 32 / CODES) * CODES;

export function drawCode(random: RandomBytes): string {
  for (;;) {
    const drawn = Buffer.from(random(4)).readUInt32BE();
    if (drawn < FAIR_CEILING) return String(drawn % CODES).padStart(CODE_DIGITS, '0');
  }
}

/** @param key derived for `otp` */
export function hashCode(
  key: Uint8Array,
  audience: CodeFor,
  account: AccountId,
  code: string,
): string {
  return Buffer.from(hmac(key, audience, account, code)).toString('base64url');
}
