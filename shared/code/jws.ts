/**
 * Just enough JWS (RFC 7515, compact) to rebuild, to the letter, what was signed. A verifier
 * needs the signing input as ASCII bytes; anybody else's JOSE library wants the compact text.
 */
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const CODE_OF = Uint8Array.from(ALPHABET, (letter) => letter.charCodeAt(0));
const DOT = 0x2e;

function base64urlLength(bytes: number): number {
  return Math.ceil((bytes * 4) / 3);
}

/** Writes base64url without padding as ASCII into `target` and returns where it ended. */
function writeBase64url(bytes: Uint8Array, target: Uint8Array, from: number): number {
  let to = from;
  let at = 0;
  for (; at + 2 < bytes.length; at += 3) {
    const three = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    target[to] = CODE_OF[three >> 18] ?? 0;
    target[to + 1] = CODE_OF[(three >> 12) & 63] ?? 0;
    target[to + 2] = CODE_OF[(three >> 6) & 63] ?? 0;
    target[to + 3] = CODE_OF[three & 63] ?? 0;
    to += 4;
  }
  const left = bytes.length - at;
  if (left === 0) return to;
  const last = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8);
  target[to] = CODE_OF[last >> 18] ?? 0;
  target[to + 1] = CODE_OF[(last >> 12) & 63] ?? 0;
  if (left === 2) target[to + 2] = CODE_OF[(last >> 6) & 63] ?? 0;
  return to + left + 1;
}

function asciiText(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}

/** A protected header, ready to stand before a payload: base64url of its JSON, and the dot. */
export function protectedHeader(json: string): Uint8Array {
  const bytes = Uint8Array.from(json, (letter) => letter.charCodeAt(0));
  const ready = new Uint8Array(base64urlLength(bytes.length) + 1);
  ready[writeBase64url(bytes, ready, 0)] = DOT;
  return ready;
}

/** ASCII of `header.payload`: the bytes that ES256 signs. */
export function signingInput(header: Uint8Array, payload: Uint8Array): Uint8Array {
  const input = new Uint8Array(header.length + base64urlLength(payload.length));
  input.set(header);
  writeBase64url(payload, input, header.length);
  return input;
}

/** The compact serialization that any JOSE library verifies. */
export function compactJws(input: Uint8Array, signature: Uint8Array): string {
  const tail = new Uint8Array(base64urlLength(signature.length));
  writeBase64url(signature, tail, 0);
  return `${asciiText(input)}.${asciiText(tail)}`;
}
