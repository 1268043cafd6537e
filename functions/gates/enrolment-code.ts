import * as z from 'zod';
import { GateId } from '../../shared/ids.ts';
import { CompressedKey } from '../../shared/messages/passes.ts';
import { KEPT_MS } from '../../shared/retention.ts';
import type { RandomBytes } from '../platform/random.ts';
import type { RateLimit } from '../platform/rate-limit.ts';
import { hmac } from '../platform/secrets.ts';

const HOUR_MS = 3_600_000;

/** From the manager's desk to the gate, also when that is tomorrow's early shift. */
export const ENROLMENT_CODE_LIFE_MS = KEPT_MS.enrolment_code;
/** Eight digits and ten tries an hour: a year of guessing hits one code in a thousand. */
export const WRONG_CODES: RateLimit = { kind: 'enrolment', most: 10, windowMs: HOUR_MS };

export const ENROLMENT_CODE_LIFECYCLE = [
  { from: 'none', to: 'offered', by: 'property_manager' },
  { from: 'offered', to: 'used', by: 'the first device that shows it, within 24 hours' },
  { from: 'offered', to: 'expired', by: 'time' },
] as const;

/** What a device brought when it used a code. */
export const EnrolmentUse = z.object({
  signingKey: CompressedKey,
  agreementKey: CompressedKey,
  /** Unix milliseconds. */
  at: z.number().int(),
});
export type EnrolmentUse = z.infer<typeof EnrolmentUse>;

/** The code itself is nowhere: its keyed hash finds this. */
export const StoredEnrolmentCode = z.object({
  gateId: GateId,
  offeredBy: z.string(),
  /** Unix milliseconds. */
  offeredAt: z.number().int(),
  /** Unix milliseconds, exclusive. */
  expiresAt: z.number().int(),
  use: EnrolmentUse.optional(),
});
export type StoredEnrolmentCode = z.infer<typeof StoredEnrolmentCode>;

/** @returns eight digits, each value as likely as any other */
export function drawEnrolmentCode(random: RandomBytes): string {
  const values = 100_000_000;
  const fair = 2 ** 32 - (2 ** 32 % values);
  for (;;) {
    const drawn = Buffer.from(random(4)).readUInt32BE();
    if (drawn < fair) return String(drawn % values).padStart(8, '0');
  }
}

/** @param key derived for `enrolment` */
export function hashEnrolmentCode(key: Uint8Array, code: string): string {
  return Buffer.from(hmac(key, code)).toString('hex');
}
