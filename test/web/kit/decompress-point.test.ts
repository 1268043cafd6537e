import { ECDH, generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { decompressPoint } from '../../../web/kit/decompress-point.ts';

describe('a compressed point', () => {
  it('is expanded as OpenSSL does', () => {
    for (let time = 0; time < 30; time += 1) {
      const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
      const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
      const expanded = `04${Buffer.from(x, 'base64url').toString('hex')}${Buffer.from(y, 'base64url').toString('hex')}`;
      const hex = ECDH.convertKey(expanded, 'prime256v1', 'hex', 'hex', 'compressed');
      const point = decompressPoint(Buffer.from(String(hex), 'hex'));
      expect(Buffer.from(point ?? []).toString('hex')).toBe(expanded);
    }
  });

  it('is refused where it is none', () => {
    for (const bytes of [
      new Uint8Array(),
      new Uint8Array(33),
      new Uint8Array(32).fill(2),
      Uint8Array.of(2, ...new Uint8Array(32).fill(255)),
      Uint8Array.of(3, ...new Uint8Array(31), 1),
      Uint8Array.of(5, ...new Uint8Array(32)),
    ]) {
      expect(decompressPoint(bytes)).toBeUndefined();
    }
  });
});
