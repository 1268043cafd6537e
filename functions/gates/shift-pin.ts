import { pbkdf2 } from 'node:crypto';
import { promisify } from 'node:util';
import { CompactEncrypt, compactDecrypt } from 'jose';
import * as z from 'zod';
import { type CompoundId, StaffId } from '../../shared/ids.ts';
import type { RandomBytes } from '../platform/random.ts';
import { hmac } from '../platform/secrets.ts';
import type { GateKeys } from './device-secrets.ts';

/** Half a second on a cheap phone: nobody minds it once a shift, and who guesses minds it each time. */
const ITERATIONS = 300_000;
const SALT_BYTES = 16;
const KEY_BYTES = 32;
const SEAL = { alg: 'dir', enc: 'A256GCM' } as const;

/** What is kept of a guard's PIN: the key that it makes, sealed, and how it is made. */
export const StoredShiftPin = z.object({
  staffId: StaffId,
  /** Masked. */
  guardName: z.string(),
  /** base64url */
  salt: z.string(),
  iterations: z.number().int(),
  /** JWE under a key of the server's own for this guard at this compound. */
  sealed: z.string(),
  /** Unix milliseconds. */
  setAt: z.number().int(),
  /** Unix milliseconds, exclusive: when the guard's role at the compound ends. */
  until: z.number().int(),
});
export type StoredShiftPin = z.infer<typeof StoredShiftPin>;

type Whose = { readonly compound: CompoundId; readonly staffId: StaffId };
const sealKeyOf = ({ shiftPin }: GateKeys, { compound, staffId }: Whose): Uint8Array =>
  hmac(shiftPin, compound, staffId);

/** The key that a PIN makes, sealed for the table; the PIN itself is nowhere. */
export async function sealPin(
  keys: GateKeys,
  whose: Whose,
  { pin, random }: { readonly pin: string; readonly random: RandomBytes },
): Promise<Pick<StoredShiftPin, 'salt' | 'iterations' | 'sealed'>> {
  const salt = random(SALT_BYTES);
  const key = await promisify(pbkdf2)(pin, salt, ITERATIONS, KEY_BYTES, 'sha256');
  const sealed = await new CompactEncrypt(key)
    .setProtectedHeader(SEAL)
    .encrypt(sealKeyOf(keys, whose));
  return { salt: Buffer.from(salt).toString('base64url'), iterations: ITERATIONS, sealed };
}

/** @returns 32 bytes */
export async function unsealPin(
  keys: GateKeys,
  whose: Whose,
  { sealed }: Pick<StoredShiftPin, 'sealed'>,
): Promise<Uint8Array> {
  return (await compactDecrypt(sealed, sealKeyOf(keys, whose))).plaintext;
}
