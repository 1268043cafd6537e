import { createHash, createPublicKey, ECDH, type KeyObject, verify } from 'node:crypto';
import { DEVICE_KEY_BYTES } from '../../shared/code/pass-part.ts';
import type { SignatureVerifier } from '../../shared/code/verify-code.ts';

const HALF = 32;

/** Undefined for anything but a compressed point of the curve. */
function expandPoint(point: Uint8Array): Buffer | undefined {
  if (point.length !== DEVICE_KEY_BYTES) return undefined;
  try {
    const expanded = ECDH.convertKey(point, 'prime256v1', undefined, undefined, 'uncompressed');
    return typeof expanded === 'string' ? undefined : expanded;
  } catch {
    return undefined;
  }
}

/**
 * ES256 by OpenSSL, synchronous: a third of the time goes into a promise otherwise. A key is
 * expanded and read as a JWK, which OpenSSL takes in half the time of a compressed SPKI.
 */
export const signatureVerifier: SignatureVerifier<KeyObject> = {
  importKey(point) {
    const expanded = expandPoint(point);
    if (expanded === undefined) return undefined;
    const x = expanded.toString('base64url', 1, 1 + HALF);
    const y = expanded.toString('base64url', 1 + HALF);
    return createPublicKey({ key: { kty: 'EC', crv: 'P-256', x, y }, format: 'jwk' });
  },
  verify(key, message, signature) {
    return verify('sha256', message, { key, dsaEncoding: 'ieee-p1363' }, signature);
  },
  sha256(bytes) {
    return createHash('sha256').update(bytes).digest();
  },
};
