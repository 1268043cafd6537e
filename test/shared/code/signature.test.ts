import { createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isCanonicalSignature, isLowS, toLowS } from '../../../shared/code/signature.ts';
import {
  malleated,
  ORDER_BYTES,
  signDeterministically,
} from '../../vectors/deterministic-es256.ts';

const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const publicKey = createPublicKey(privateKey);
const message = Buffer.from('a message');
const signed = () => sign('sha256', message, { key: privateKey, dsaEncoding: 'ieee-p1363' });
const holds = (signature: Uint8Array) =>
  verify('sha256', message, { key: publicKey, dsaEncoding: 'ieee-p1363' }, signature);

const halves = (r: bigint, s: bigint) =>
  Buffer.from(r.toString(16).padStart(64, '0') + s.toString(16).padStart(64, '0'), 'hex');
const order = BigInt(`0x${Buffer.from(ORDER_BYTES).toString('hex')}`);

describe('a signature', () => {
  it('and its twin both verify, and one of them alone has a low s', () => {
    for (let time = 0; time < 50; time += 1) {
      const signature = signed();
      const twin = malleated(signature);
      expect([holds(signature), holds(twin)]).toEqual([true, true]);
      expect(isLowS(signature)).not.toBe(isLowS(twin));
      expect(isCanonicalSignature(signature)).toBe(isLowS(signature));
    }
  });

  it('becomes low and still verifies, and a low one stays as it is', () => {
    for (let time = 0; time < 50; time += 1) {
      const signature = signed();
      const low = toLowS(signature);
      expect(isLowS(low) && holds(low)).toBe(true);
      expect(toLowS(low)).toEqual(low);
      expect(toLowS(malleated(low))).toEqual(low);
    }
  });

  it('is left as it was by the writer that makes it low', () => {
    const high = malleated(toLowS(signed()));
    const before = Buffer.from(high);
    toLowS(high);
    expect(Buffer.from(high)).toEqual(before);
  });

  it.each([
    ['s of half the order', 1n, order / 2n, true],
    ['s one above half the order', 1n, order / 2n + 1n, false],
    ['s of one', 1n, 1n, true],
    ['s of zero', 1n, 0n, false],
    ['r of zero', 0n, 1n, false],
    ['r one below the order', order - 1n, 1n, true],
    ['r of the order', order, 1n, false],
    ['r of 2^256 − 1', 2n ** 256n - 1n, 1n, false],
    ['s of 2^256 − 1', 1n, 2n ** 256n - 1n, false],
  ])('with %s is canonical or not', (_, r, s, canonical) => {
    expect(isCanonicalSignature(halves(r, s))).toBe(canonical);
  });

  it('of another length is never canonical, and cannot be made low', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 130 }).filter(({ length }) => length !== 64),
        (bytes) => {
          expect(isCanonicalSignature(bytes)).toBe(false);
          expect(() => toLowS(bytes)).toThrow(RangeError);
        },
      ),
    );
  });
});

describe('the signatures of the vectors', () => {
  it('are made as RFC 6979 says (A.2.5, P-256, SHA-256)', () => {
    const key = 0xc9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721n;
    const hexOf = (text: string) =>
      Buffer.from(signDeterministically(key, Buffer.from(text))).toString('hex');
    expect(hexOf('sample')).toBe(
      'efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716' +
        'f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8',
    );
    expect(hexOf('test')).toBe(
      'f1abb023518351cd71d881567b1ea663ed3efcf6c5132b354f28d3b0b7d38367' +
        '019f4113742a2b14bd25926b49c649155f267e60d3814b4c0cc84250e46f0083',
    );
  });
});
