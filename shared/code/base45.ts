/**
 * Base45 (RFC 9285), strict: one text for any bytes, one sequence of bytes for any text that is
 * accepted. Upper case alone, no white space, no value that its characters could not stand for.
 */
const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';
const NOT_A_DIGIT = 255;

const DIGIT_OF = new Uint8Array(128).fill(NOT_A_DIGIT);
for (let digit = 0; digit < ALPHABET.length; digit += 1) {
  DIGIT_OF[ALPHABET.charCodeAt(digit)] = digit;
}

function digitAt(text: string, at: number): number {
  return DIGIT_OF[text.charCodeAt(at)] ?? NOT_A_DIGIT;
}

/** The number of characters that `bytes` bytes take. */
export function base45Length(bytes: number): number {
  return (bytes >> 1) * 3 + (bytes & 1) * 2;
}

export function encodeBase45(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 2) {
    const first = bytes[at] ?? 0;
    const second = bytes[at + 1];
    const value = second === undefined ? first : first * 256 + second;
    text += ALPHABET.charAt(value % 45) + ALPHABET.charAt(Math.floor(value / 45) % 45);
    if (second !== undefined) text += ALPHABET.charAt(Math.floor(value / 2025));
  }
  return text;
}

/**
 * The bytes that `text` stands for from character `from` on; undefined for anything that
 * `encodeBase45` would not have written.
 */
export function decodeBase45(text: string, from = 0): Uint8Array | undefined {
  const characters = text.length - from;
  const rest = characters % 3;
  if (characters < 0 || rest === 1) return undefined;
  const triples = (characters - rest) / 3;
  const bytes = new Uint8Array(triples * 2 + (rest === 2 ? 1 : 0));
  let at = from;
  for (let triple = 0; triple < triples; triple += 1, at += 3) {
    const low = digitAt(text, at);
    const middle = digitAt(text, at + 1);
    const high = digitAt(text, at + 2);
    if (low === NOT_A_DIGIT || middle === NOT_A_DIGIT || high === NOT_A_DIGIT) return undefined;
    const value = low + middle * 45 + high * 2025;
    if (value > 0xffff) return undefined;
    bytes[triple * 2] = value >> 8;
    bytes[triple * 2 + 1] = value & 0xff;
  }
  if (rest === 2) {
    const low = digitAt(text, at);
    const high = digitAt(text, at + 1);
    if (low === NOT_A_DIGIT || high === NOT_A_DIGIT) return undefined;
    const value = low + high * 45;
    if (value > 0xff) return undefined;
    bytes[triples * 2] = value;
  }
  return bytes;
}
