import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type GateCode, readGateCode, writeGateCode } from '../../../shared/code/gate-code.ts';
import { isRefusal } from '../../../shared/code/refusal.ts';
import { malleated } from '../../vectors/deterministic-es256.ts';
import { challengeOf, NOW_SLOT } from '../../vectors/street.ts';

const fields: GateCode = {
  compound: 3,
  gate: 1,
  slot: NOW_SLOT,
  challenge: challengeOf(1, NOW_SLOT),
};
const signature = new Uint8Array(64).fill(7);
const text = writeGateCode('ma.example.cn', fields, signature);

describe('the code that a gate shows', () => {
  it('is an upper-case address', () => {
    expect(text).toMatch(/^HTTPS:\/\/MA\.EXAMPLE\.CN\/G\/[A-Z2-7]{132}$/);
  });

  it('is written alike from either signature of a device that cannot choose', () => {
    expect(writeGateCode('ma.example.cn', fields, malleated(signature))).toBe(text);
  });

  it.each<[string, string, GateCode]>([
    ['compound zero', 'A.CN', { ...fields, compound: 0 }],
    ['gate zero', 'A.CN', { ...fields, gate: 0 }],
    ['a gate of three bytes', 'A.CN', { ...fields, gate: 65_536 }],
    ['a slot of five bytes', 'A.CN', { ...fields, slot: 2 ** 32 }],
    ['a challenge cut short', 'A.CN', { ...fields, challenge: new Uint8Array(7) }],
    ['no host', '', fields],
    ['a path in its host', 'A.CN/X', fields],
    ['a host that makes the code too large', `${'A'.repeat(50)}.CN`, fields],
  ])('is not written with %s', (_, host, wrong) => {
    expect(() => writeGateCode(host, wrong, signature)).toThrow(RangeError);
  });

  it('reads nothing that it would not have written, and never throws', () => {
    const letters = [...'ABQ27189a/:?=. \n', ''];
    fc.assert(
      fc.property(
        fc.nat(text.length - 1),
        fc.constantFrom(...letters),
        fc.boolean(),
        (at, letter, inserts) => {
          const changed = text.slice(0, at) + letter + text.slice(inserts ? at : at + 1);
          const parts = readGateCode(changed);
          if (isRefusal(parts)) return;
          expect(writeGateCode(parts.host, parts.fields, parts.signature)).toBe(changed);
        },
      ),
      { numRuns: 10_000 },
    );
  });

  it('is refused where it is a megabyte long', () => {
    expect(readGateCode(`HTTPS://${'A'.repeat(1_000_000)}`)).toEqual({ refused: 'malformed' });
  });
});
