import { CompactEncrypt, compactDecrypt } from 'jose';
import type { AccountId } from '../../shared/ids.ts';
import { hmac } from '../platform/secrets.ts';

/**
 * The numbers by which people can be told something that they did not just ask for. Each is sealed
 * under its account and opened only to send a message; it goes when the account speaks for nobody.
 */
export interface ContactNumbers extends SealedNumbers {
  /** Kept by whoever registers the number; the same again changes nothing. @param phone 11 digits */
  keep(account: AccountId, phone: string): Promise<void>;
  /** 11 digits; undefined where none is known. For sending a message, and for nothing else. */
  open(account: AccountId): Promise<string | undefined>;
  /** The number of somebody who is not known yet, as it can be kept until they are answered. */
  seal(account: AccountId, phone: string): Promise<string>;
  unseal(account: AccountId, sealed: string): Promise<string>;
}

/** Their numbers as they are kept, for whoever passes one on without opening it. */
export interface SealedNumbers {
  findSealed(account: AccountId): Promise<string | undefined>;
}

/** What is needed to note somebody's number: its pseudonym, and where it can be told by. */
export type AccountDesk = {
  /** Derived for `phone`. */
  readonly phoneKey: Uint8Array;
  readonly contacts: ContactNumbers;
};

const SEAL = { alg: 'dir', enc: 'A256GCM' } as const;

/** @param contactKey derived for `contact` */
export function sealNumber(
  contactKey: Uint8Array,
  account: AccountId,
  phone: string,
): Promise<string> {
  return new CompactEncrypt(new TextEncoder().encode(phone))
    .setProtectedHeader(SEAL)
    .encrypt(hmac(contactKey, account));
}

export async function openNumber(
  contactKey: Uint8Array,
  account: AccountId,
  sealed: string,
): Promise<string> {
  const { plaintext } = await compactDecrypt(sealed, hmac(contactKey, account));
  return new TextDecoder().decode(plaintext);
}
