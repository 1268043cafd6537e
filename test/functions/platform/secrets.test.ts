import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  constantTimeEqual,
  deriveKey,
  hmac,
  KEY_LABELS,
} from '../../../functions/platform/secrets.ts';

const SECRET = new Uint8Array(32).fill(1);
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

describe('derived keys', () => {
  it('differ for every use and every secret', () => {
    const other = new Uint8Array(32).fill(2);
    const keys = KEY_LABELS.flatMap((label) => [deriveKey(SECRET, label), deriveKey(other, label)]);
    expect(new Set(keys.map(hex)).size).toBe(KEY_LABELS.length * 2);
    expect(keys.every((key) => key.length === 32)).toBe(true);
  });
});

describe('a keyed hash over parts', () => {
  it('tells apart every other division of the same text', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.nat(), fc.nat(), (text, a, b) => {
        const [i, j] = [a % (text.length + 1), b % (text.length + 1)];
        fc.pre(i !== j);
        const divided = (at: number) => hex(hmac(SECRET, text.slice(0, at), text.slice(at)));
        expect(divided(i)).not.toBe(divided(j));
      }),
    );
  });
});

describe('comparing secrets', () => {
  it('says equal for equal bytes alone, whatever their lengths', () => {
    expect(constantTimeEqual(Uint8Array.of(1, 2), Uint8Array.of(1, 2))).toBe(true);
    expect(constantTimeEqual(Uint8Array.of(1, 2), Uint8Array.of(1, 3))).toBe(false);
    expect(constantTimeEqual(Uint8Array.of(1, 2), Uint8Array.of(1, 2, 0))).toBe(false);
    expect(constantTimeEqual(Uint8Array.of(), Uint8Array.of(1))).toBe(false);
  });
});
