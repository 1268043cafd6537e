import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decodePassPart,
  encodePassPart,
  KINDS,
  type PassPart,
  passKey,
  passSigningInput,
} from '../../../shared/code/pass-part.ts';
import { deviceOf, hex, passOf } from '../../vectors/street.ts';

const EPOCH = Date.UTC(2024, 0, 1) / 1_000;
const CLASSES_OF = {
  live: ['resident', 'household', 'staff'],
  visitor: ['visitor', 'courier'],
  card: ['resident', 'household', 'staff'],
} as const;

const parts: fc.Arbitrary<PassPart> = fc
  .record({
    kind: fc.constantFrom(...KINDS),
    keyId: fc.nat(255),
    compound: fc.integer({ min: 1, max: 65_535 }),
    index: fc.nat(2 ** 24 - 1),
    classAt: fc.nat(2),
    specimen: fc.boolean(),
    gates: fc.nat(65_535),
    first: fc.nat(2 ** 24 - 2),
    length: fc.nat(),
    sign: fc.constantFrom(2, 3),
    x: fc.uint8Array({ minLength: 32, maxLength: 32 }),
  })
  .map(({ classAt, first, length, sign, x, ...fields }) => {
    const classes = CLASSES_OF[fields.kind];
    const last = first + 1 + (length % (2 ** 24 - 1 - first));
    const common = {
      ...fields,
      class: classes[classAt % classes.length] ?? classes[0],
      notBefore: EPOCH + first * 60,
      expires: EPOCH + last * 60,
    };
    return fields.kind === 'card' ? common : { ...common, deviceKey: Uint8Array.of(sign, ...x) };
  });

describe('the part that the issuer signs', () => {
  it('has 16 bytes on a card and 49 on a phone', () => {
    expect(encodePassPart(passOf('resident', { kind: 'card' }))).toHaveLength(16);
    expect(encodePassPart(passOf('resident'))).toHaveLength(49);
    expect(encodePassPart(passOf('visitor'))).toHaveLength(49);
  });

  it('reads back as it was written', () => {
    fc.assert(
      fc.property(parts, (part) => {
        expect(decodePassPart(encodePassPart(part))).toEqual(part);
      }),
    );
  });

  it('reads nothing that it would not have written', () => {
    const fixed = encodePassPart(passOf('resident'));
    fc.assert(
      fc.property(fc.nat(48), fc.nat(255), (at, byte) => {
        const bytes = Uint8Array.from(fixed);
        bytes[at] = byte;
        const part = decodePassPart(bytes);
        if (part !== undefined) expect(encodePassPart(part)).toEqual(bytes);
      }),
      { numRuns: 10_000 },
    );
  });

  it('has its fields where the format says', () => {
    const part = passOf('staff', {
      keyId: 7,
      compound: 0x0102,
      index: 0x030405,
      specimen: true,
      gates: 0x8001,
      notBefore: EPOCH + 0x060708 * 60,
      expires: EPOCH + 0x090a0b * 60,
    });
    expect(hex(encodePassPart(part))).toBe(
      `01070102030405158001060708090a0b${hex(deviceOf('staff').publicKey)}`,
    );
  });

  const good = passOf('resident');
  const { deviceKey, ...withoutKey } = good;
  it.each<[string, PassPart]>([
    ['a key id of two bytes', { ...good, keyId: 256 }],
    ['compound zero', { ...good, compound: 0 }],
    ['a compound of three bytes', { ...good, compound: 65_536 }],
    ['an index of four bytes', { ...good, index: 2 ** 24 }],
    ['a negative index', { ...good, index: -1 }],
    ['half an index', { ...good, index: 0.5 }],
    ['gates of three bytes', { ...good, gates: 65_536 }],
    ['a date before 2024', { ...good, notBefore: EPOCH - 60 }],
    ['a date beyond three bytes', { ...good, expires: EPOCH + 2 ** 24 * 60 }],
    ['a date between two minutes', { ...good, notBefore: good.notBefore + 1 }],
    ['a date that is none', { ...good, expires: Number.NaN }],
    ['no time between its dates', { ...good, expires: good.notBefore }],
    ['a visitor in a live pass', { ...good, class: 'visitor' }],
    ['a resident in a visitor’s pass', { ...good, kind: 'visitor' }],
    ['a courier’s card', { ...withoutKey, kind: 'card', class: 'courier' }],
    ['a card with a device key', { ...good, kind: 'card' }],
    ['a live pass without a device key', withoutKey],
    ['a device key cut short', { ...good, deviceKey: (deviceKey ?? new Uint8Array()).subarray(1) }],
    ['an uncompressed device key', { ...good, deviceKey: new Uint8Array(33).fill(4) }],
  ])('is not written with %s', (_, part) => {
    expect(() => encodePassPart(part)).toThrow(RangeError);
  });

  it('is signed under a header that names the key in it', () => {
    const input = Buffer.from(passSigningInput(encodePassPart({ ...good, keyId: 12 })));
    const [header = '', payload = ''] = input.toString('ascii').split('.');
    expect(Buffer.from(header, 'base64url').toString()).toBe(
      '{"alg":"ES256","kid":"i12","typ":"xq-pass"}',
    );
    expect(Buffer.from(payload, 'base64url')).toEqual(
      Buffer.from(encodePassPart({ ...good, keyId: 12 })),
    );
  });
});

describe('the key of a pass', () => {
  it('tells a visitor’s serial from a place in the list', () => {
    expect(passKey(passOf('resident'))).not.toBe(passKey(passOf('visitor')));
  });

  it('is one for a phone’s pass and a card only if they share a place', () => {
    const card = passOf('resident', { kind: 'card' });
    expect(passKey(passOf('resident'))).toBe(passKey(card));
    expect(passKey({ ...card, index: card.index + 1 })).not.toBe(passKey(card));
    expect(passKey({ ...card, compound: card.compound + 1 })).not.toBe(passKey(card));
  });
});
