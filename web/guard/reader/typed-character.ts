/** What a keyboard says of one key. */
export type TypedKey = {
  readonly key: string;
  /** Names the physical key, whatever the input method makes of it. Empty where nobody knows. */
  readonly code: string;
  readonly shift: boolean;
};

/** A key that typed something, and nobody can say what. */
export const UNKNOWN_CHARACTER = '\uFFFD';

/** Plain and shifted, on the US layout that every reader is delivered with. */
const SIGNS: Readonly<Record<string, readonly [string, string]>> = {
  Space: [' ', ' '],
  Minus: ['-', '_'],
  Equal: ['=', '+'],
  BracketLeft: ['[', '{'],
  BracketRight: [']', '}'],
  Backslash: ['\\', '|'],
  Semicolon: [';', ':'],
  Quote: ["'", '"'],
  Backquote: ['`', '~'],
  Comma: [',', '<'],
  Period: ['.', '>'],
  Slash: ['/', '?'],
  NumpadAdd: ['+', '+'],
  NumpadSubtract: ['-', '-'],
  NumpadMultiply: ['*', '*'],
  NumpadDivide: ['/', '/'],
  NumpadDecimal: ['.', '.'],
};
const SHIFTED_DIGITS = ')!@#$%^&*(';

const FULL_WIDTH_FROM = 0xff01;
const FULL_WIDTH_TO = 0xff5e;
const FULL_WIDTH_OFFSET = 0xfee0;
const IDEOGRAPHIC_SPACE = '\u3000';

/** Keys that an input method has taken for itself. */
const TAKEN: ReadonlySet<string> = new Set(['Process', 'Unidentified', 'Dead']);

/** What this key typed; undefined for a key that types nothing, such as Shift or Enter. */
export function characterOf({ key, code, shift }: TypedKey): string | undefined {
  if (/^[ -~]$/.test(key)) return key;
  if (key.length !== 1 && !TAKEN.has(key)) return undefined;
  return halfWidth(key) ?? physical(code, shift) ?? UNKNOWN_CHARACTER;
}

function halfWidth(key: string): string | undefined {
  if (key === IDEOGRAPHIC_SPACE) return ' ';
  const point = key.length === 1 ? key.charCodeAt(0) : 0;
  return point >= FULL_WIDTH_FROM && point <= FULL_WIDTH_TO
    ? String.fromCharCode(point - FULL_WIDTH_OFFSET)
    : undefined;
}

function physical(code: string, shift: boolean): string | undefined {
  const [, letter] = /^Key([A-Z])$/.exec(code) ?? [];
  if (letter !== undefined) return shift ? letter : letter.toLowerCase();
  const [, place, digit] = /^(Digit|Numpad)([0-9])$/.exec(code) ?? [];
  if (digit !== undefined) {
    return shift && place === 'Digit' ? SHIFTED_DIGITS.charAt(Number(digit)) : digit;
  }
  return SIGNS[code]?.[shift ? 1 : 0];
}
