import { createHash, KeyObject, verify, webcrypto } from 'node:crypto';
import { DEVICE_KEY_BYTES } from '../../shared/code/pass-part.ts';
import type { SignatureVerifier } from '../../shared/code/verify-code.ts';

const KEY = { name: 'ECDSA', namedCurve: 'P-256' };

/**
 * ES256 by OpenSSL. Keys come in through WebCrypto, which takes compressed points and checks that
 * they lie on the curve, and nothing more: a JWK or an SPKI costs half a verification or a whole
 * one on top. Signatures are verified synchronously, which spares the way to a thread and back.
 */
export const signatureVerifier: SignatureVerifier<KeyObject> = {
  async importKey(point) {
    if (point.length !== DEVICE_KEY_BYTES) return undefined;
    try {
      return KeyObject.from(await webcrypto.subtle.importKey('raw', point, KEY, true, ['verify']));
    } catch {
      return undefined;
    }
  },
  verify(key, message, signature) {
    return verify('sha256', message, { key, dsaEncoding: 'ieee-p1363' }, signature);
  },
  sha256(bytes) {
    return createHash('sha256').update(bytes).digest();
  },
};
