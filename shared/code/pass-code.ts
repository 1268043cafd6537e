import { base45Length, decodeBase45, encodeBase45 } from './base45.ts';
import { assertThat, concatBytes, isUint, readUint, writeUint } from './bytes.ts';
import {
  CARD_BYTES,
  decodePassPart,
  kindOf,
  type PassKind,
  type PassPart,
  partBytesOf,
  SIGNED_PASS_BYTES,
} from './pass-part.ts';
import { modeByteOf, modeOf, type ProofMode, type ProofValue } from './proof.ts';
import { type Refusal, refusal } from './refusal.ts';
import { isCanonicalSignature, SIGNATURE_BYTES, toLowS } from './signature.ts';

/** The text in the QR. Its digit is the version of everything behind it. */
const PREFIX = 'XQ1:';
const PROOF_HEAD_BYTES = 5;
const LIVE_BYTES = SIGNED_PASS_BYTES + PROOF_HEAD_BYTES + SIGNATURE_BYTES;

const textLengthOf = (kind: PassKind) =>
  PREFIX.length + base45Length(kind === 'card' ? CARD_BYTES : LIVE_BYTES);
const TEXT_LENGTHS: Readonly<Record<PassKind, number>> = {
  live: textLengthOf('live'),
  visitor: textLengthOf('visitor'),
  card: textLengthOf('card'),
};

export type Proof = {
  readonly mode: ProofMode;
  readonly slot: number;
  readonly signature: Uint8Array;
};
export type CodeParts = {
  readonly part: PassPart;
  readonly partBytes: Uint8Array;
  readonly issuerSignature: Uint8Array;
  /** The part followed by its signature: what the proof's digest is taken of. */
  readonly signedBytes: Uint8Array;
  /** Absent on a card. */
  readonly proof?: Proof;
};

/**
 * The code that a phone shows for one slot.
 * @param signedPass the issuer-signed part and its signature, 113 bytes
 * @param proofSignature 64 bytes, with either s
 * @throws RangeError when a field does not fit
 */
export function writeLiveCode(
  signedPass: Uint8Array,
  value: ProofValue,
  proofSignature: Uint8Array,
): string {
  assertThat(signedPass.length === SIGNED_PASS_BYTES, 'a signed pass has 113 bytes');
  assertThat(isUint(value.slot, 4), 'a slot is four bytes');
  const head = new Uint8Array(PROOF_HEAD_BYTES);
  head[0] = modeByteOf(value.mode);
  writeUint(head, 1, 4, value.slot);
  return PREFIX + encodeBase45(concatBytes(signedPass, head, toLowS(proofSignature)));
}

/** @param signedCard the issuer-signed part and its signature, 80 bytes @throws RangeError */
export function writeCardCode(signedCard: Uint8Array): string {
  assertThat(signedCard.length === CARD_BYTES, 'a signed card has 80 bytes');
  return PREFIX + encodeBase45(signedCard);
}

/** The kind's byte, from the first three characters alone; undefined where they say nothing. */
function kindByteOf(text: string): number | undefined {
  return decodeBase45(text.slice(PREFIX.length, PREFIX.length + 3))?.[0];
}

/**
 * Takes a scanned text apart, or says why not. Nothing here is authenticated yet. A text of
 * another length than its kind's is refused before it is decoded, however long it is; so is
 * everything that a writer would have written differently.
 */
export function readCode(text: string): CodeParts | Refusal {
  if (!text.startsWith(PREFIX)) {
    return refusal(/^XQ[0-9]:/.test(text.slice(0, 4)) ? 'unknown_version' : 'malformed');
  }
  const kindByte = kindByteOf(text);
  if (kindByte === undefined) return refusal('malformed');
  const kind = kindOf(kindByte);
  if (kind === undefined) return refusal('unknown_version');
  if (text.length !== TEXT_LENGTHS[kind]) return refusal('malformed');
  const bytes = decodeBase45(text, PREFIX.length);
  if (bytes === undefined) return refusal('malformed');
  const signedFrom = partBytesOf(kind);
  const signedTo = signedFrom + SIGNATURE_BYTES;
  const partBytes = bytes.subarray(0, signedFrom);
  const issuerSignature = bytes.subarray(signedFrom, signedTo);
  const part = decodePassPart(partBytes);
  if (part === undefined || !isCanonicalSignature(issuerSignature)) return refusal('malformed');
  const signed = { part, partBytes, issuerSignature, signedBytes: bytes.subarray(0, signedTo) };
  if (kind === 'card') return signed;
  const mode = modeOf(bytes[signedTo] ?? 0);
  const signature = bytes.subarray(signedTo + PROOF_HEAD_BYTES);
  if (mode === undefined || !isCanonicalSignature(signature)) return refusal('malformed');
  return { ...signed, proof: { mode, slot: readUint(bytes, signedTo + 1, 4), signature } };
}
