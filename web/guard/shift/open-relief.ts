import { base64urlnopad } from '@scure/base';
import { compactDecrypt } from 'jose';
import { type ReliefEntry, ReliefSecret } from '../../../shared/messages/shift-pins.ts';

/** What a right PIN opens: the key of the names, which can't be read out again, and the proof for the server. */
export type OpenedRelief = { readonly shiftKey: CryptoKey; readonly claim: string };

/**
 * Tries a PIN on a guard's entry. Nothing here could tell whether it is right but that it opens:
 * outside lies the device's own encryption, which no other device undoes, inside the PIN's.
 * @returns undefined where the PIN is another
 */
export async function openRelief(
  { salt, iterations, wrapped }: ReliefEntry,
  pin: string,
  agreementKey: CryptoKey,
): Promise<OpenedRelief | undefined> {
  const outer = await compactDecrypt(wrapped, agreementKey, {
    keyManagementAlgorithms: ['ECDH-ES'],
    contentEncryptionAlgorithms: ['A256GCM'],
  });
  const pinKey = await keyOfPin(pin, { salt: base64urlnopad.decode(salt), iterations });
  const inner = await compactDecrypt(outer.plaintext, pinKey, {
    keyManagementAlgorithms: ['dir'],
    contentEncryptionAlgorithms: ['A256GCM'],
  }).catch(() => undefined);
  if (inner === undefined) return undefined;
  const secret = ReliefSecret.parse(JSON.parse(new TextDecoder().decode(inner.plaintext)));
  inner.plaintext.fill(0);
  const raw = new Uint8Array(base64urlnopad.decode(secret.shiftKey));
  const shiftKey = await crypto.subtle.importKey('raw', raw, { name: 'AES-GCM' }, false, [
    'decrypt',
  ]);
  raw.fill(0);
  return { shiftKey, claim: secret.claim };
}

async function keyOfPin(
  pin: string,
  { salt, iterations }: { readonly salt: Uint8Array; readonly iterations: number },
): Promise<CryptoKey> {
  const typed = new TextEncoder().encode(pin);
  const material = await crypto.subtle.importKey('raw', typed, 'PBKDF2', false, ['deriveKey']);
  return crypto.subtle.deriveKey(
    { name: 'PBKDF2', hash: 'SHA-256', salt: new Uint8Array(salt), iterations },
    material,
    { name: 'AES-GCM', length: 256 },
    false,
    ['decrypt'],
  );
}
