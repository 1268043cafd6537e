import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { base45Length, decodeBase45, encodeBase45 } from '../../../shared/code/base45.ts';

const ascii = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

describe('base45', () => {
  it.each([
    ['AB', 'BB8'],
    ['Hello!!', '%69 VD92EX0'],
    ['base-45', 'UJCLQE7W581'],
    ['ietf!', 'QED8WEX0'],
  ])('writes %s as RFC 9285 does', (plain, text) => {
    expect(encodeBase45(ascii(plain))).toBe(text);
    expect(decodeBase45(text)).toEqual(ascii(plain));
    expect(text).toHaveLength(base45Length(plain.length));
  });

  it('reads back whatever it wrote', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(decodeBase45(encodeBase45(bytes))).toEqual(bytes);
      }),
    );
  });

  it('reads nothing that it would not have written', () => {
    const letters = [...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:az_\n\u00e9'];
    const texts = fc.array(fc.constantFrom(...letters), { maxLength: 9 });
    fc.assert(
      fc.property(texts, (parts) => {
        const text = parts.join('');
        const bytes = decodeBase45(text);
        if (bytes !== undefined) expect(encodeBase45(bytes)).toBe(text);
      }),
      { numRuns: 5_000 },
    );
  });

  it.each([
    ['a single character left over', 'BB8A'],
    ['three characters beyond 16 bits', 'GGW'],
    ['the highest three characters', ':::'],
    ['two characters beyond 8 bits', '::'],
    ['lower case', 'bb8'],
    ['a line break', 'BB8\n'],
    ['a letter beyond ASCII', 'BBé'],
    ['half of a surrogate pair', 'BB\ud83d'],
  ])('refuses %s', (_, text) => {
    expect(decodeBase45(text)).toBeUndefined();
  });

  it('accepts the highest value of three and of two characters', () => {
    expect(decodeBase45('FGW')).toEqual(Uint8Array.of(255, 255));
    expect(decodeBase45('U5')).toEqual(Uint8Array.of(255));
  });
});
