import { assertThat, isUint, writeUint } from './bytes.ts';
import { compactJws, protectedHeader, signingInput } from './jws.ts';

/**
 * The proof of possession: the device's key signs this very pass together with the moment
 * (`slot`), or with the challenge that one gate shows at a moment (`challenge`).
 */
export type ProofValue =
  | { readonly mode: 'slot'; readonly slot: number }
  | {
      readonly mode: 'challenge';
      readonly slot: number;
      readonly gate: number;
      /** 8 bytes, as the gate's own code carries them. */
      readonly challenge: Uint8Array;
    };
export type ProofMode = ProofValue['mode'];

const PROOF_MODES = ['slot', 'challenge'] as const satisfies readonly ProofMode[];
const DIGEST_BYTES = 32;
const SLOT_BYTES = 4;
export const CHALLENGE_BYTES = 8;
const HEADER = protectedHeader('{"alg":"ES256","typ":"xq-proof"}');

export function modeByteOf(mode: ProofMode): number {
  return PROOF_MODES.indexOf(mode) + 1;
}

export function modeOf(byte: number): ProofMode | undefined {
  return PROOF_MODES[byte - 1];
}

/**
 * What the device signs: ASCII of `header.payload` of the proof as a JWS.
 * @param passDigest SHA-256 of the issuer-signed part followed by its signature
 * @throws RangeError when a field does not fit
 */
export function proofSigningInput(passDigest: Uint8Array, value: ProofValue): Uint8Array {
  assertThat(passDigest.length === DIGEST_BYTES, 'a digest has 32 bytes');
  assertThat(isUint(value.slot, SLOT_BYTES), 'a slot is four bytes');
  const head = DIGEST_BYTES + 1;
  if (value.mode === 'slot') {
    const payload = new Uint8Array(head + SLOT_BYTES);
    payload.set(passDigest);
    payload[DIGEST_BYTES] = modeByteOf('slot');
    writeUint(payload, head, SLOT_BYTES, value.slot);
    return signingInput(HEADER, payload);
  }
  assertThat(isUint(value.gate, 2), 'a gate is two bytes');
  assertThat(value.challenge.length === CHALLENGE_BYTES, 'a challenge has 8 bytes');
  const payload = new Uint8Array(head + 2 + SLOT_BYTES + CHALLENGE_BYTES);
  payload.set(passDigest);
  payload[DIGEST_BYTES] = modeByteOf('challenge');
  writeUint(payload, head, 2, value.gate);
  writeUint(payload, head + 2, SLOT_BYTES, value.slot);
  payload.set(value.challenge, head + 2 + SLOT_BYTES);
  return signingInput(HEADER, payload);
}

/** The proof as a compact JWS, for any JOSE library. */
export function proofJws(
  passDigest: Uint8Array,
  value: ProofValue,
  proofSignature: Uint8Array,
): string {
  return compactJws(proofSigningInput(passDigest, value), proofSignature);
}
