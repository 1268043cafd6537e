import { createCipheriv, createDecipheriv } from 'node:crypto';
import type { RandomBytes } from '../platform/random.ts';
import { hmac } from '../platform/secrets.ts';

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** A number that opens at this place alone. @param rosterKey derived for `roster` */
export function sealPhone(
  { rosterKey, random }: { readonly rosterKey: Uint8Array; readonly random: RandomBytes },
  place: string,
  phone: string,
): Uint8Array<ArrayBuffer> {
  const nonce = random(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, hmac(rosterKey, 'phone'), nonce);
  cipher.setAAD(Buffer.from(place));
  const sealed = [cipher.update(phone, 'utf8'), cipher.final()];
  return new Uint8Array(Buffer.concat([nonce, ...sealed, cipher.getAuthTag()]));
}

/** @throws where it was sealed for another place, or changed */
export function openPhone(rosterKey: Uint8Array, place: string, sealed: Uint8Array): string {
  const nonce = sealed.subarray(0, NONCE_BYTES);
  const decipher = createDecipheriv(CIPHER, hmac(rosterKey, 'phone'), nonce);
  decipher.setAAD(Buffer.from(place));
  decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
  const body = sealed.subarray(NONCE_BYTES, -TAG_BYTES);
  return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8');
}
