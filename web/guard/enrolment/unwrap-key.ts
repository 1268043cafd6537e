import { compactDecrypt } from 'jose';

const SECRET_BYTES = 32;

/** What an unwrapped secret may be used for; it can't be read out again. */
const USES = {
  challenges: { algorithm: { name: 'HMAC', hash: 'SHA-256' }, usages: ['sign'] },
  holders: { algorithm: { name: 'AES-GCM' }, usages: ['decrypt'] },
} as const;

/**
 * Unwraps a 32-byte secret that the server encrypted to this device (JWE, ECDH-ES, A256GCM) and
 * hands it to the browser's keeping.
 * Throws when it was not made for this device.
 */
export async function unwrapKey(
  wrapped: string,
  agreementKey: CryptoKey,
  use: keyof typeof USES,
): Promise<CryptoKey> {
  const { plaintext } = await compactDecrypt(wrapped, agreementKey, {
    keyManagementAlgorithms: ['ECDH-ES'],
    contentEncryptionAlgorithms: ['A256GCM'],
  });
  if (plaintext.length !== SECRET_BYTES) throw new Error('a wrapped secret has 32 bytes');
  const { algorithm, usages } = USES[use];
  const key = await crypto.subtle.importKey('raw', new Uint8Array(plaintext), algorithm, false, [
    ...usages,
  ]);
  plaintext.fill(0);
  return key;
}
