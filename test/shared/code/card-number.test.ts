import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  cardNumberFrom,
  checkDigitOf,
  groupedCardNumber,
  isCardNumber,
} from '../../../shared/code/card-number.ts';
import { cardOfNumber, isTyped } from '../../../shared/code/numbered-card.ts';
import { encodePassPart, type PassPart } from '../../../shared/code/pass-part.ts';

const drawn = fc.stringMatching(/^[0-9]{7}$/);

describe('the number of a card', () => {
  it('ends with the check digit of ISO 7064 MOD 11,10', () => {
    // 0794 with check digit 5 is the standard's own example.
    expect(checkDigitOf('0794')).toBe('5');
    expect(isCardNumber('00000000')).toBe(false);
    expect(isCardNumber(`0000000${checkDigitOf('0000000')}`)).toBe(true);
  });

  it('is none with any one digit wrong', () => {
    fc.assert(
      fc.property(drawn, fc.nat(7), fc.integer({ min: 1, max: 9 }), (seven, place, by) => {
        const number = seven + checkDigitOf(seven);
        expect(isCardNumber(number)).toBe(true);
        const digits = [...number].map(Number);
        digits[place] = ((digits[place] ?? 0) + by) % 10;
        expect(isCardNumber(digits.join(''))).toBe(false);
      }),
    );
  });

  it('is none with two neighbours changed, but for one pair in forty-five at most', () => {
    let swapped = 0;
    let missed = 0;
    for (let n = 0; n < 10_000; n++) {
      const number = cardNumberFrom(n * 997);
      for (let place = 0; place < 7; place++) {
        const [a, b] = [number[place] ?? '', number[place + 1] ?? ''];
        if (a === b) continue;
        swapped += 1;
        const changed = number.slice(0, place) + b + a + number.slice(place + 2);
        if (isCardNumber(changed)) missed += 1;
      }
    }
    expect(missed / swapped).toBeLessThan(1 / 45);
  });

  it('is eight digits from any chance, and read in two groups', () => {
    fc.assert(
      fc.property(fc.nat(0xffff_ffff), (uint32) => {
        expect(isCardNumber(cardNumberFrom(uint32))).toBe(true);
      }),
    );
    expect(groupedCardNumber('12345678')).toBe('1234 5678');
    for (const text of ['1234567', '123456789', '1234 5678', '１２３４５６７８', '']) {
      expect([isCardNumber(text), isTyped(text)]).toEqual([false, false]);
    }
  });
});

describe('a typed number', () => {
  const card: PassPart = {
    kind: 'card',
    keyId: 1,
    compound: 3,
    index: 17,
    class: 'resident',
    specimen: false,
    gates: 1,
    notBefore: 1_773_705_600,
    expires: 1_774_310_400,
  };

  it('is the card that was signed, and no phone’s pass', () => {
    expect(cardOfNumber(encodePassPart(card))).toEqual({ part: card });
    const deviceKey = Uint8Array.from({ length: 33 }, (_, n) => (n === 0 ? 2 : n));
    const live = encodePassPart({ ...card, kind: 'live', deviceKey });
    for (const part of [undefined, new Uint8Array(16), live, live.slice(0, 16)]) {
      expect(cardOfNumber(part)).toEqual({ refused: 'unknown_number' });
    }
  });
});
