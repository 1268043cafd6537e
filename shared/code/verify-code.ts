import type { CodeParts, Proof } from './pass-code.ts';
import { type PassPart, passSigningInput } from './pass-part.ts';
import { type ProofValue, proofSigningInput } from './proof.ts';
import { type Refusal, refusal } from './refusal.ts';
import type { VerifiedPasses } from './verified-passes.ts';

/**
 * ES256 on whatever platform this runs. Both adapters answer alike for the same bytes.
 */
export interface SignatureVerifier<Key> {
  /** A key from a compressed P-256 point; undefined for bytes that are no point on the curve. */
  importKey(point: Uint8Array): Key | undefined | Promise<Key | undefined>;
  /** Whether `signature` (r ‖ s) is this key's over `message`. False, never a throw, for any bytes. */
  verify(key: Key, message: Uint8Array, signature: Uint8Array): boolean | Promise<boolean>;
  sha256(bytes: Uint8Array): Uint8Array | Promise<Uint8Array>;
}

/** By key id. The algorithm is pinned: nothing in a code chooses one. */
export type IssuerKeys<Key> = ReadonlyMap<number, Key>;

/** The challenges that this gate shows; without them a code in challenge mode proves nothing here. */
export interface GateChallenges {
  readonly gate: number;
  /** The first 8 bytes of HMAC-SHA-256(gate secret, gate number ‖ slot). */
  challengeOf(slot: number): Uint8Array | Promise<Uint8Array>;
}

/** A pass whose signatures have all been verified by `verifyCode`, or a card found by its number. */
export type Proven = {
  readonly part: PassPart;
  /** Absent on a card. */
  readonly proof?: Pick<Proof, 'mode' | 'slot'>;
};

type Verification<Key> = {
  readonly keys: IssuerKeys<Key>;
  readonly verifier: SignatureVerifier<Key>;
  readonly challenges?: GateChallenges;
  readonly verified?: VerifiedPasses<Key>;
};

type KnownPass<Key> = { readonly digest: Uint8Array; readonly deviceKey?: Key };

async function verifyPass<Key>(
  parts: CodeParts,
  { keys, verifier, verified }: Verification<Key>,
): Promise<KnownPass<Key> | Refusal> {
  const issuerKey = keys.get(parts.part.keyId);
  if (issuerKey === undefined) return refusal('unknown_issuer');
  const known = verified?.get(parts.signedBytes, issuerKey);
  if (known !== undefined) return known;
  const signed = await verifier.verify(
    issuerKey,
    passSigningInput(parts.partBytes),
    parts.issuerSignature,
  );
  if (!signed) return refusal('bad_signature');
  const digest = await verifier.sha256(parts.signedBytes);
  const point = parts.part.deviceKey;
  const deviceKey = point === undefined ? undefined : await verifier.importKey(point);
  if (point !== undefined && deviceKey === undefined) return refusal('bad_proof');
  const pass = deviceKey === undefined ? { digest } : { digest, deviceKey };
  verified?.add(parts.signedBytes, issuerKey, pass);
  return pass;
}

async function proofValueOf(
  proof: Proof,
  challenges: GateChallenges | undefined,
): Promise<ProofValue | undefined> {
  if (proof.mode === 'slot') return { mode: 'slot', slot: proof.slot };
  if (challenges === undefined) return undefined;
  const challenge = await challenges.challengeOf(proof.slot);
  return { mode: 'challenge', slot: proof.slot, gate: challenges.gate, challenge };
}

/**
 * Verifies both signatures of a code: the issuer's over the pass, the device's over this showing
 * of it. Faults of the platform throw; a code that does not verify is a refusal.
 */
export async function verifyCode<Key>(
  parts: CodeParts,
  context: Verification<Key>,
): Promise<Proven | Refusal> {
  const pass = await verifyPass(parts, context);
  if ('refused' in pass) return pass;
  const { part, proof } = parts;
  if (part.kind === 'card') return { part };
  const value = proof === undefined ? undefined : await proofValueOf(proof, context.challenges);
  if (proof === undefined || value === undefined || pass.deviceKey === undefined) {
    return refusal('bad_proof');
  }
  const input = proofSigningInput(pass.digest, value);
  const proven = await context.verifier.verify(pass.deviceKey, input, proof.signature);
  if (!proven) return refusal('bad_proof');
  return { part, proof: { mode: proof.mode, slot: proof.slot } };
}
