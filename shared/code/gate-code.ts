import { base32nopad } from '@scure/base';
import { assertThat, concatBytes, isUint, readUint, writeUint } from './bytes.ts';
import { compactJws, protectedHeader, signingInput } from './jws.ts';
import { CHALLENGE_BYTES } from './proof.ts';
import { type Refusal, refusal } from './refusal.ts';
import { isCanonicalSignature, SIGNATURE_BYTES, toLowS } from './signature.ts';

/**
 * The code that a gate shows, new each slot and signed by the enrolled gate device: an upper-case
 * URL, so that any phone's own scanner opens it and the QR stays small.
 */
export type GateCode = {
  readonly compound: number;
  readonly gate: number;
  readonly slot: number;
  /** 8 bytes. */
  readonly challenge: Uint8Array;
};
export type GateCodeParts = {
  readonly host: string;
  readonly fields: GateCode;
  readonly fieldBytes: Uint8Array;
  readonly signature: Uint8Array;
};

const SCHEME = 'HTTPS://';
const PATH = '/G/';
const VERSION = 1;
const FIELD_BYTES = 18;
const BASE32_LENGTH = Math.ceil(((FIELD_BYTES + SIGNATURE_BYTES) * 8) / 5);
/** What a QR of version 6 at level L still has room for. */
const LONGEST_HOST = 195 - SCHEME.length - PATH.length - BASE32_LENGTH;
const HOST = new RegExp(`^[A-Z0-9.:-]{1,${LONGEST_HOST}}$`);
/** 656 bits in 660: the last character has one bit, and its four spare bits are zero. */
const BASE32 = new RegExp(`^[A-Z2-7]{${BASE32_LENGTH - 1}}[AQ]$`);
const HEADER = protectedHeader('{"alg":"ES256","typ":"xq-gate"}');

/** Version, compound, gate, slot, challenge, and a last byte that is 0 until it means something. */
function encodeGateCode(fields: GateCode): Uint8Array {
  assertThat(isUint(fields.compound, 2) && fields.compound > 0, 'a compound is 1 to 65535');
  assertThat(isUint(fields.gate, 2) && fields.gate > 0, 'a gate is 1 to 65535');
  assertThat(isUint(fields.slot, 4), 'a slot is four bytes');
  assertThat(fields.challenge.length === CHALLENGE_BYTES, 'a challenge has 8 bytes');
  const bytes = new Uint8Array(FIELD_BYTES);
  bytes[0] = VERSION;
  writeUint(bytes, 1, 2, fields.compound);
  writeUint(bytes, 3, 2, fields.gate);
  writeUint(bytes, 5, 4, fields.slot);
  bytes.set(fields.challenge, 9);
  return bytes;
}

/** What the gate device signs: ASCII of `header.payload`. @throws RangeError */
export function gateCodeSigningInput(fields: GateCode): Uint8Array {
  return signingInput(HEADER, encodeGateCode(fields));
}

/** The gate's code as a compact JWS, for any JOSE library. */
export function gateCodeJws(fields: GateCode, signature: Uint8Array): string {
  return compactJws(gateCodeSigningInput(fields), signature);
}

/**
 * @param host where the pages are served, in either case
 * @param signature 64 bytes, with either s
 * @throws RangeError when a field does not fit
 */
export function writeGateCode(host: string, fields: GateCode, signature: Uint8Array): string {
  const upper = host.toUpperCase();
  assertThat(HOST.test(upper), `a host has 1 to ${LONGEST_HOST} letters, digits, dots and hyphens`);
  const bytes = concatBytes(encodeGateCode(fields), toLowS(signature));
  return SCHEME + upper + PATH + base32nopad.encode(bytes);
}

/** Takes a gate's code apart, or says why not. Not authenticated yet. */
export function readGateCode(text: string): GateCodeParts | Refusal {
  const longest = SCHEME.length + LONGEST_HOST + PATH.length + BASE32_LENGTH;
  if (text.length > longest || !text.startsWith(SCHEME)) return refusal('malformed');
  const pathAt = text.length - BASE32_LENGTH - PATH.length;
  const host = text.slice(SCHEME.length, pathAt);
  const encoded = text.slice(-BASE32_LENGTH);
  if (text.slice(pathAt, pathAt + PATH.length) !== PATH) return refusal('malformed');
  if (!HOST.test(host) || !BASE32.test(encoded)) return refusal('malformed');
  const bytes = base32nopad.decode(encoded);
  if (bytes[0] !== VERSION) return refusal('unknown_version');
  const fieldBytes = bytes.subarray(0, FIELD_BYTES);
  const signature = bytes.subarray(FIELD_BYTES);
  const fields = {
    compound: readUint(bytes, 1, 2),
    gate: readUint(bytes, 3, 2),
    slot: readUint(bytes, 5, 4),
    challenge: bytes.slice(9, 9 + CHALLENGE_BYTES),
  };
  if (fields.compound === 0 || fields.gate === 0 || bytes[FIELD_BYTES - 1] !== 0) {
    return refusal('malformed');
  }
  if (!isCanonicalSignature(signature)) return refusal('malformed');
  return { host, fields, fieldBytes, signature };
}
