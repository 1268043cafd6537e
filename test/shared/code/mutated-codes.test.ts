import type { KeyObject } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { signatureVerifier } from '../../../functions/platform/signature-verifier.ts';
import { decodeBase45, encodeBase45 } from '../../../shared/code/base45.ts';
import { readCode } from '../../../shared/code/pass-code.ts';
import { isRefusal } from '../../../shared/code/refusal.ts';
import { VerifiedPasses } from '../../../shared/code/verified-passes.ts';
import { verifyCode } from '../../../shared/code/verify-code.ts';
import { CLASSES } from '../../../shared/gate/outcomes.ts';
import {
  cardCode,
  challengeOf,
  challengeProof,
  issuer,
  liveCode,
  NOW_SLOT,
  passOf,
  RULES,
  slotProof,
} from '../../vectors/street.ts';

const MUTATIONS = process.env.TEST_DEPTH === 'deep' ? 1_000_000 : 100_000;
const PREFIX = 'XQ1:';

const genuine = [
  ...CLASSES.map((passClass) => liveCode(passOf(passClass))),
  liveCode(passOf('resident'), slotProof(NOW_SLOT + 1)),
  liveCode(passOf('resident'), challengeProof(NOW_SLOT)),
  cardCode(passOf('resident', { kind: 'card' })),
  cardCode(passOf('staff', { kind: 'card' })),
];
const genuineBytes = genuine.map((text) => decodeBase45(text, PREFIX.length) ?? new Uint8Array());
const LONGEST = 182;

const oneCode = fc.nat(genuine.length - 1);
const place = fc.nat(LONGEST - 1);
const byte = fc.nat(255);

/** Where a byte stands decides how deep a code gets: all of them are reached alike. */
const changedBytes = fc
  .tuple(oneCode, fc.array(fc.tuple(place, byte), { minLength: 1, maxLength: 3 }))
  .map(([which, changes]) => {
    const bytes = Uint8Array.from(genuineBytes[which] ?? []);
    for (const [at, value] of changes) bytes[at % bytes.length] = value;
    return PREFIX + encodeBase45(bytes);
  });

const flippedBits = fc.tuple(oneCode, place, fc.nat(7)).map(([which, at, bit]) => {
  const bytes = Uint8Array.from(genuineBytes[which] ?? []);
  const here = at % bytes.length;
  bytes[here] = (bytes[here] ?? 0) ^ (1 << bit);
  return PREFIX + encodeBase45(bytes);
});

const spliced = fc.tuple(oneCode, oneCode, place, place).map(([one, other, from, to]) => {
  const bytes = Uint8Array.from(genuineBytes[one] ?? []);
  const source = genuineBytes[other] ?? new Uint8Array();
  const [start, end] = from < to ? [from, to] : [to, from];
  bytes.set(source.subarray(start, Math.min(end + 1, bytes.length)), Math.min(start, bytes.length));
  return PREFIX + encodeBase45(bytes);
});

const resized = fc
  .tuple(oneCode, place, fc.uint8Array({ maxLength: 4 }))
  .map(([which, at, more]) => {
    const bytes = genuineBytes[which] ?? new Uint8Array();
    return PREFIX + encodeBase45(Uint8Array.of(...bytes.subarray(0, at), ...more));
  });

const LETTERS = [...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:azÄ_\n\u200b'];
const changedLetters = fc
  .tuple(oneCode, fc.nat(276), fc.constantFrom(...LETTERS, ''), fc.boolean())
  .map(([which, at, letter, inserts]) => {
    const text = genuine[which] ?? '';
    const here = at % text.length;
    return text.slice(0, here) + letter + text.slice(inserts ? here : here + 1);
  });

const mutated = fc
  .oneof(changedBytes, flippedBits, spliced, resized, changedLetters)
  .filter((text) => !genuine.includes(text));

async function issuerKeys(): Promise<Map<number, KeyObject>> {
  const key = await signatureVerifier.importKey(issuer.publicKey);
  if (key === undefined) throw new Error('a good key is refused');
  return new Map([[1, key]]);
}

describe('a code that was changed', () => {
  it(`is never proven and never throws, ${MUTATIONS} times, beside the genuine ones`, async () => {
    const keys = await issuerKeys();
    const verified = new VerifiedPasses<KeyObject>();
    const challenges = {
      gate: RULES.gate,
      challengeOf: (slot: number) => challengeOf(RULES.gate, slot),
    };
    const reached = new Map<string, number>();
    const prove = async (text: string) => {
      const parts = readCode(text);
      if (isRefusal(parts)) return parts;
      return verifyCode(parts, { keys, verifier: signatureVerifier, challenges, verified });
    };
    for (const text of genuine) expect(isRefusal(await prove(text))).toBe(false);
    await fc.assert(
      fc.asyncProperty(mutated, async (text) => {
        const result = await prove(text);
        if (!isRefusal(result)) throw new Error('proven');
        reached.set(result.refused, (reached.get(result.refused) ?? 0) + 1);
      }),
      { numRuns: MUTATIONS },
    );
    // The mutations are of use only while they get as far as the signatures.
    for (const reason of ['malformed', 'unknown_issuer', 'bad_signature', 'bad_proof']) {
      expect(reached.get(reason), reason).toBeGreaterThan(MUTATIONS / 1_000);
    }
    expect((reached.get('bad_signature') ?? 0) + (reached.get('bad_proof') ?? 0)).toBeGreaterThan(
      MUTATIONS / 3,
    );
  }, 600_000);
});
