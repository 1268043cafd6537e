import { DEVICE_KEY_BYTES } from '../../shared/code/pass-part.ts';
import type { SignatureVerifier } from '../../shared/code/verify-code.ts';
import { decompressPoint } from './decompress-point.ts';

const KEY = { name: 'ECDSA', namedCurve: 'P-256' };
const SIGNATURE = { name: 'ECDSA', hash: 'SHA-256' };

/** WebCrypto takes no bytes whose memory another thread might share. */
const owned = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => new Uint8Array(bytes);

/** ES256 by WebCrypto. Where a browser refuses compressed points, they are expanded first. */
export function createSignatureVerifier(
  subtle: SubtleCrypto = crypto.subtle,
): SignatureVerifier<CryptoKey> {
  const importRaw = (point: Uint8Array<ArrayBuffer>): Promise<CryptoKey | undefined> =>
    subtle.importKey('raw', point, KEY, true, ['verify']).catch(() => undefined);
  return {
    async importKey(point) {
      if (point.length !== DEVICE_KEY_BYTES) return undefined;
      const key = await importRaw(owned(point));
      if (key !== undefined) return key;
      const expanded = decompressPoint(point);
      return expanded === undefined ? undefined : importRaw(expanded);
    },
    verify: (key, message, signature) =>
      subtle.verify(SIGNATURE, key, owned(signature), owned(message)),
    sha256: async (bytes) => new Uint8Array(await subtle.digest('SHA-256', owned(bytes))),
  };
}
