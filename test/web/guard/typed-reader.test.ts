import { describe, expect, it } from 'vitest';
import {
  type KeyPress,
  READER_GAP_MS,
  TypedReader,
} from '../../../web/guard/reader/typed-reader.ts';
import type { ReadText } from '../../../web/guard/reader/typed-text.ts';
import { cardCode, liveCode, passOf } from '../../vectors/street.ts';

const LIVE = liveCode(passOf('resident'));
const CARD = cardCode(passOf('resident', { kind: 'card' }));
const FOREIGN = 'https://example.com/menu?table=7';
const IME_KEY = 'Process';

const CODE_OF_SIGN: Readonly<Record<string, readonly [code: string, shift: boolean]>> = {
  ' ': ['Space', false],
  $: ['Digit4', true],
  '%': ['Digit5', true],
  '*': ['Digit8', true],
  '+': ['Equal', true],
  '-': ['Minus', false],
  '.': ['Period', false],
  '/': ['Slash', false],
  ':': ['Semicolon', true],
  '?': ['Slash', true],
  '=': ['Equal', false],
};

/** The keys that a US keyboard has for a text. */
function keysOf(text: string) {
  return [...text].map((character) => {
    if (/[0-9]/.test(character)) return { key: character, code: `Digit${character}`, shift: false };
    if (/[a-z]/i.test(character)) {
      const shift = character !== character.toLowerCase();
      return { key: character, code: `Key${character.toUpperCase()}`, shift };
    }
    const [code, shift] = CODE_OF_SIGN[character] ?? ['', false];
    return { key: character, code, shift };
  });
}
type Key = ReturnType<typeof keysOf>[number];

const ENTER: Key = { key: 'Enter', code: 'Enter', shift: false };

/** Plays keys, one every `gap` milliseconds, and tells what came of it. */
function play(
  keys: readonly Key[],
  { gap = 8, inField = false, reader = new TypedReader(), from = 0, repeat = false } = {},
) {
  const read: ReadText[] = [];
  const passed: Key[] = [];
  let cleared = 0;
  let held = 0;
  let time = from;
  for (const key of keys) {
    time += gap;
    const press: KeyPress = { ...key, time, repeat, chord: false, inField };
    const answer = reader.press(press);
    if (!answer.swallow) passed.push(key);
    if (answer.clearsField) cleared += 1;
    if (answer.holds) held += 1;
    if (answer.read !== undefined) read.push(answer.read);
  }
  const last = reader.idle();
  if (last !== undefined) read.push(last);
  return { read, passed, cleared, held, time };
}
const typed = (text: string) => [...keysOf(text), ENTER];
const code = (text: string): ReadText => ({ reads: 'code', text });

describe('a reader that types', () => {
  it('is read without a field or a focus: live code, card, card number, and a stranger’s code', () => {
    expect(play(typed(LIVE)).read).toEqual([code(LIVE)]);
    expect(play(typed(CARD)).read).toEqual([code(CARD)]);
    expect(play(typed('12345674')).read).toEqual([{ reads: 'number', digits: '12345674' }]);
    expect(play(typed(FOREIGN)).read).toEqual([code(FOREIGN)]);
  });

  it('is read without an Enter too, and after a radio link has stumbled', () => {
    expect(play(keysOf(LIVE)).read).toEqual([code(LIVE)]);
    const reader = new TypedReader();
    const half = keysOf(LIVE.slice(0, 100));
    for (const [at, key] of half.entries()) {
      reader.press({ ...key, time: at * 8, repeat: false, chord: false, inField: false });
    }
    const rest = [...keysOf(LIVE.slice(100)), ENTER];
    expect(play(rest, { reader, from: half.length * 8 + 400 }).read).toEqual([code(LIVE)]);
  });

  it('reads two texts that follow each other at once', () => {
    expect(play([...typed(CARD), ...typed(LIVE)]).read).toEqual([code(CARD), code(LIVE)]);
  });

  it('is read through a Chinese input method, which hides its keys', () => {
    const hidden = typed(LIVE).map((key) => ({ ...key, key: IME_KEY }));
    expect(play(hidden).read).toEqual([code(LIVE)]);
  });

  it('is read in full-width letters, digits and colons', () => {
    const wide = keysOf(CARD).map((key) => ({
      ...key,
      code: '',
      key: key.key === ' ' ? '\u3000' : String.fromCharCode(key.key.charCodeAt(0) + 0xfee0),
    }));
    expect(play(wide).read).toEqual([code(CARD)]);
  });

  it('is read with Caps Lock on, which turns its letters over', () => {
    expect(play(typed(LIVE.toLowerCase())).read).toEqual([code(LIVE)]);
  });

  it('is read where every space comes twice', () => {
    const spaced = [LIVE, CARD].find((text) => text.includes(' ')) ?? LIVE;
    expect(play(typed(spaced.replaceAll(' ', '  '))).read).toEqual([code(spaced)]);
  });

  it('is said to arrive changed where nobody can tell what it typed', () => {
    const lost = keysOf(LIVE).map((key) => ({ ...key, key: 'Unidentified', code: '' }));
    expect(play(lost).read).toEqual([{ reads: 'garbled' }]);
    // A key short, or a colon that lost its shift.
    expect(play(typed(LIVE.slice(0, -1))).read).toEqual([{ reads: 'garbled' }]);
    expect(play(typed(LIVE.replace(':', ';'))).read).toEqual([{ reads: 'garbled' }]);
    expect(play(typed(`XQ1:${'A'.repeat(2_000)}`)).read).toEqual([{ reads: 'garbled' }]);
  });

  it('takes no piece of a code for a code', () => {
    expect(play(typed(LIVE.slice(40))).read).toEqual([{ reads: 'garbled' }]);
  });

  it('is read with its last key, and the Enter that a slow link brings later presses nothing', () => {
    const reader = new TypedReader();
    const { read, time } = play(keysOf(LIVE), { reader });
    expect(read).toEqual([code(LIVE)]);
    const late = play([ENTER], { reader, from: time + 300 });
    expect([late.passed, late.held]).toEqual([[], 0]);
  });

  it('leaves what a code says to the code: nothing but case and spaces is put right', () => {
    expect(play(typed(LIVE.replace('XQ1', 'XQ2'))).read).toEqual([
      code(LIVE.replace('XQ1', 'XQ2')),
    ]);
  });

  it('presses nothing: no Enter, no space of its text reaches the page', () => {
    for (const text of [LIVE, FOREIGN, 'ab cd ef', '123456', ' 7 8', 'a']) {
      const { passed, held } = play(typed(text));
      expect(passed.filter(({ key }) => key === 'Enter' || key === ' ')).toEqual([]);
      // A first space is held until the next key shows that it was no hand's.
      expect(held).toBe(text.startsWith(' ') ? 1 : 0);
    }
    expect(play([ENTER, ENTER]).held).toBe(1);
  });
});

describe('a hand on the keyboard', () => {
  const SLOW = { gap: READER_GAP_MS + 30 };

  it('is never taken for a reader, whatever it types', () => {
    for (const text of [LIVE, '12345674', FOREIGN]) {
      for (const inField of [false, true]) {
        const { read, cleared } = play(typed(text), { ...SLOW, inField });
        expect([read, cleared]).toEqual([[], 0]);
      }
    }
  });

  it('types into a field every key, and ends with an Enter that counts', () => {
    const keys = typed('3-2-501 wang');
    expect(play(keys, { ...SLOW, inField: true }).passed).toEqual(keys);
    // Digits that a field asks for are its own, also from a reader.
    const digits = typed('12345674');
    expect(play(digits, { inField: true }).passed).toEqual(digits);
  });

  it('presses the button it has chosen by Enter or space', () => {
    expect(play([ENTER], SLOW).held).toBe(1);
    expect(play(keysOf(' '), SLOW).held).toBe(1);
  });

  it('that rests on a key is no reader', () => {
    expect(play(keysOf('x'.repeat(50)), { repeat: true }).read).toEqual([]);
  });
});

describe('a reader while the guard is in a field', () => {
  it('is read, and what it put into the field is taken out once', () => {
    const { read, cleared, passed } = play(typed(LIVE), { inField: true });
    expect(read).toEqual([code(LIVE)]);
    expect(cleared).toBe(1);
    expect(passed.map(({ key }) => key).join('')).toBe('XQ1');
  });

  it('of a stranger’s code sends no form', () => {
    const { passed } = play(typed('WIFI:S:home;T:WPA;P:secret;;'), { inField: true });
    expect(passed).not.toContainEqual(ENTER);
  });
});
