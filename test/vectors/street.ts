import { createHash, createHmac } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { writeCardCode, writeLiveCode } from '../../shared/code/pass-code.ts';
import { encodePassPart, type PassPart, passSigningInput } from '../../shared/code/pass-part.ts';
import { type ProofValue, proofSigningInput } from '../../shared/code/proof.ts';
import { toLowS } from '../../shared/code/signature.ts';
import type { GateRules } from '../../shared/gate/gate-rules.ts';
import { DEFAULT_LIST_AGE } from '../../shared/gate/list-age.ts';
import { CLASSES, type PassClass } from '../../shared/gate/outcomes.ts';
import { emptyBits, type PassState, setState } from '../../shared/status-list/status-list.ts';
import { slotAt } from '../../shared/time/slot.ts';
import { type KeyPair, keyPairFrom, signDeterministically } from './deterministic-es256.ts';

/** A small world with fixed keys and a fixed morning, from which the vectors are written. */
const HOUR_MS = 3_600_000;
const DAY_SECONDS = 86_400;

/** Wednesday 2026-03-18, 08:00:01 in Shanghai. */
export const NOW_MS = Date.UTC(2026, 2, 18, 0, 0, 1);
export const NOW_SLOT = slotAt(NOW_MS);
export const NOW_SECONDS = Math.floor(NOW_MS / 60_000) * 60;

export const issuer = keyPairFrom('test vector issuer i1');
export const nextIssuer = keyPairFrom('test vector issuer i2');
export const stranger = keyPairFrom('test vector stranger');
export const gateDevice = keyPairFrom('test vector gate device');
const devices: Readonly<Record<PassClass, KeyPair>> = {
  resident: keyPairFrom('test vector resident phone'),
  household: keyPairFrom('test vector household phone'),
  visitor: keyPairFrom('test vector visitor phone'),
  courier: keyPairFrom('test vector courier phone'),
  staff: keyPairFrom('test vector staff phone'),
};
export const deviceOf = (passClass: PassClass): KeyPair => devices[passClass];

export const GATE_SECRET = createHash('sha256').update('test vector gate secret').digest();
export function challengeOf(gate: number, slot: number, secret: Uint8Array = GATE_SECRET): Buffer {
  const message = Buffer.alloc(6);
  message.writeUInt16BE(gate, 0);
  message.writeUInt32BE(slot, 2);
  return createHmac('sha256', secret).update(message).digest().subarray(0, 8);
}

export const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

export const RULES: GateRules = {
  compound: 3,
  gate: 1,
  group: 0,
  name: '东门',
  compoundName: '锦苑小区',
  proof: 'slot_or_challenge',
  classes: [...CLASSES],
  hours: [],
  listAge: DEFAULT_LIST_AGE,
};

/** Places of the list, by what stands in them. */
export const INDEX: Readonly<Record<PassState, number>> = {
  valid: 17,
  revoked: 18,
  suspended: 19,
  ask: 20,
};
export const PLACES = 64;

export function listBits(): Uint8Array {
  const bits = emptyBits(PLACES);
  setState(bits, INDEX.revoked, 'revoked');
  setState(bits, INDEX.suspended, 'suspended');
  setState(bits, INDEX.ask, 'ask');
  return bits;
}

/** Stored, not squeezed: the same bytes from every zlib. */
export const LIST = {
  version: 7,
  lst: Buffer.from(deflateSync(listBits(), { level: 0 })).toString('base64url'),
  ageMs: 60_000,
};
export const STALE_LIST = { ...LIST, ageMs: 24 * HOUR_MS + 1 };

const isCaller = (passClass: PassClass) => passClass === 'visitor' || passClass === 'courier';

/** A pass of this class, valid for seven days around now unless told otherwise. */
export function passOf(passClass: PassClass, changes: Partial<PassPart> = {}): PassPart {
  const common = {
    keyId: 1,
    compound: RULES.compound,
    index: INDEX.valid,
    class: passClass,
    specimen: false,
    gates: 0b1,
    notBefore: NOW_SECONDS - DAY_SECONDS,
    expires: NOW_SECONDS + 6 * DAY_SECONDS,
  };
  if (changes.kind === 'card') return { ...common, ...changes, kind: 'card' };
  const kind = isCaller(passClass) ? 'visitor' : 'live';
  return { ...common, kind, deviceKey: deviceOf(passClass).publicKey, ...changes };
}

export function signPart(partBytes: Uint8Array, by: KeyPair = issuer): Uint8Array {
  const signature = signDeterministically(by.privateKey, passSigningInput(partBytes));
  return Buffer.concat([partBytes, toLowS(signature)]);
}

export const slotProof = (slot: number): ProofValue => ({ mode: 'slot', slot });
export const challengeProof = (slot: number, gate = RULES.gate): ProofValue => ({
  mode: 'challenge',
  slot,
  gate,
  challenge: challengeOf(gate, slot),
});

export function signProof(signedPass: Uint8Array, value: ProofValue, by: KeyPair): Uint8Array {
  const digest = createHash('sha256').update(signedPass).digest();
  return toLowS(signDeterministically(by.privateKey, proofSigningInput(digest, value)));
}

/** The text that this class's phone shows. */
export function liveCode(part: PassPart, value: ProofValue = slotProof(NOW_SLOT)): string {
  const signed = signPart(encodePassPart(part), part.keyId === 2 ? nextIssuer : issuer);
  return writeLiveCode(signed, value, signProof(signed, value, deviceOf(part.class)));
}

export function cardCode(part: PassPart): string {
  return writeCardCode(signPart(encodePassPart(part)));
}
