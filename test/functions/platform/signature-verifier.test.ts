import { KeyObject } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { signatureVerifier } from '../../../functions/platform/signature-verifier.ts';
import { encodePassPart, passSigningInput } from '../../../shared/code/pass-part.ts';
import { deviceOf, issuer, passOf, signPart, stranger } from '../../vectors/street.ts';

async function keyFrom(point: Uint8Array): Promise<KeyObject> {
  const key = await signatureVerifier.importKey(point);
  if (!(key instanceof KeyObject)) throw new Error('a good key is refused');
  return key;
}

describe('signatures in Node', () => {
  const part = encodePassPart(passOf('resident'));
  const message = passSigningInput(part);
  const signature = signPart(part).subarray(-64);

  it('verify under their key alone', async () => {
    expect(signatureVerifier.verify(await keyFrom(issuer.publicKey), message, signature)).toBe(
      true,
    );
    expect(signatureVerifier.verify(await keyFrom(stranger.publicKey), message, signature)).toBe(
      false,
    );
    expect(
      signatureVerifier.verify(await keyFrom(issuer.publicKey), message.subarray(1), signature),
    ).toBe(false);
  });

  it('are false, and never throw, where the bytes are no signature', async () => {
    const key = await keyFrom(issuer.publicKey);
    for (const length of [0, 1, 63, 64, 65, 128]) {
      expect(signatureVerifier.verify(key, message, new Uint8Array(length))).toBe(false);
      expect(signatureVerifier.verify(key, message, new Uint8Array(length).fill(255))).toBe(false);
    }
  });

  it('take no key but a compressed point of the curve', async () => {
    const point = deviceOf('resident').publicKey;
    for (const bytes of [
      new Uint8Array(),
      new Uint8Array(33),
      point.subarray(1),
      Uint8Array.of(4, ...point.subarray(1)),
      Uint8Array.of(2, ...new Uint8Array(32).fill(255)),
      Uint8Array.of(2, ...new Uint8Array(31), 1),
      new Uint8Array(65).fill(4),
    ]) {
      expect(await signatureVerifier.importKey(bytes)).toBeUndefined();
    }
  });
});
