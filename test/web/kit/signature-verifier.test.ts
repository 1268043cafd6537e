import { describe, expect, it } from 'vitest';
import { encodePassPart, passSigningInput } from '../../../shared/code/pass-part.ts';
import { createSignatureVerifier } from '../../../web/kit/signature-verifier.ts';
import { expectedOf, playVector, readVectors } from '../../vectors/play-vector.ts';
import { deviceOf, issuer, passOf, signPart } from '../../vectors/street.ts';

/** A browser that takes no compressed points, as WebKit's older engines. */
const refusesCompressed: SubtleCrypto = new Proxy(crypto.subtle, {
  get(subtle, name) {
    if (name === 'importKey') {
      return (...args: Parameters<SubtleCrypto['importKey']>) => {
        const [, data] = args;
        return ArrayBuffer.isView(data) && data.byteLength === 33
          ? Promise.reject(new DOMException('compressed points', 'DataError'))
          : Reflect.apply(subtle.importKey, subtle, args);
      };
    }
    const value: unknown = Reflect.get(subtle, name);
    return typeof value === 'function' ? value.bind(subtle) : value;
  },
});

describe.each([
  ['a browser that takes compressed points', crypto.subtle],
  ['a browser that refuses compressed points', refusesCompressed],
])('%s', (_, subtle) => {
  const verifier = createSignatureVerifier(subtle);

  it('gives every vector its verdict', async () => {
    for (const vector of readVectors()) {
      expect(await playVector(vector, verifier), vector.name).toEqual(expectedOf(vector));
    }
  });

  it('answers false, and never throws, for bytes that are no signature', async () => {
    const key = await verifier.importKey(issuer.publicKey);
    if (key === undefined) throw new Error('a good key is refused');
    const part = encodePassPart(passOf('resident'));
    const message = passSigningInput(part);
    const signature = signPart(part).subarray(-64);
    expect(await verifier.verify(key, message, signature)).toBe(true);
    for (const length of [0, 1, 63, 65, 128]) {
      expect(await verifier.verify(key, message, new Uint8Array(length))).toBe(false);
    }
    expect(await verifier.verify(key, message, new Uint8Array(64))).toBe(false);
    expect(await verifier.verify(key, message, new Uint8Array(64).fill(255))).toBe(false);
  });

  it('refuses bytes that are no compressed point of the curve', async () => {
    const point = deviceOf('resident').publicKey;
    const offCurve = Uint8Array.of(2, ...new Uint8Array(31), 1);
    expect(await verifier.importKey(point)).toBeDefined();
    for (const bytes of [
      new Uint8Array(),
      new Uint8Array(33),
      point.subarray(1),
      Uint8Array.of(4, ...point.subarray(1)),
      Uint8Array.of(2, ...new Uint8Array(32).fill(255)),
      offCurve,
      new Uint8Array(65).fill(4),
    ]) {
      expect(await verifier.importKey(bytes)).toBeUndefined();
    }
  });
});
