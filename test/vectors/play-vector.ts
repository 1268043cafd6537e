import { readFileSync } from 'node:fs';
import { inflateSync } from 'node:zlib';
import * as z from 'zod';
import { readCode } from '../../shared/code/pass-code.ts';
import { isRefusal } from '../../shared/code/refusal.ts';
import { VerifiedPasses } from '../../shared/code/verified-passes.ts';
import { type SignatureVerifier, verifyCode } from '../../shared/code/verify-code.ts';
import { decideScan, type ListState, refuse } from '../../shared/gate/decide-scan.ts';
import { SeenCodes } from '../../shared/gate/seen.ts';
import { slotAt } from '../../shared/time/slot.ts';
import { challengeOf } from './street.ts';
import { Vector } from './vector.ts';

type Verdict = Vector['expect'];

/** Every scan that was written down. */
export function readVectors(): Vector[] {
  return ['refusals.json', 'decisions.json'].flatMap((name) => {
    const text = readFileSync(new URL(name, import.meta.url), 'utf8');
    return z.array(Vector).parse(JSON.parse(text));
  });
}

/** What a vector expects of its earlier scans and of the last. */
export function expectedOf({ earlier, expect }: Vector): Verdict[] {
  return [...earlier.map((scan) => scan.expect), expect];
}

const bytesOf = (hex: string) => Buffer.from(hex, 'hex');

function listOf({ list }: Vector): ListState | undefined {
  if (list === null) return undefined;
  const bits = inflateSync(Buffer.from(list.lst, 'base64url'));
  return { list: { version: list.version, places: bits.length * 4, bits }, ageMs: list.ageMs };
}

async function keysOf<Key>({ issuerKeys }: Vector, verifier: SignatureVerifier<Key>) {
  const keys = new Map<number, Key>();
  for (const [name, point] of Object.entries(issuerKeys)) {
    const key = await verifier.importKey(bytesOf(point));
    if (key !== undefined) keys.set(Number(name.slice(1)), key);
  }
  return keys;
}

/** Plays a vector at one gate, from an empty memory: a verdict on each earlier scan and the last. */
export async function playVector<Key>(
  vector: Vector,
  verifier: SignatureVerifier<Key>,
): Promise<Verdict[]> {
  const { gate, direction, uses } = vector;
  const keys = await keysOf(vector, verifier);
  const list = listOf(vector);
  const seen = new SeenCodes();
  const verified = new VerifiedPasses<Key>();
  const secret = bytesOf(vector.gateSecret);
  const challenges = {
    gate: gate.gate,
    challengeOf: (slot: number) => challengeOf(gate.gate, slot, secret),
  };
  const verdicts: Verdict[] = [];
  for (const { text, nowMs } of [
    ...vector.earlier,
    { text: vector.text, nowMs: vector.time.nowMs },
  ]) {
    const parts = readCode(text);
    const proven = isRefusal(parts)
      ? parts
      : await verifyCode(parts, { keys, verifier, challenges, verified });
    if (isRefusal(proven)) {
      verdicts.push(refuse(proven.refused));
      continue;
    }
    const decision = decideScan({
      proven,
      rules: gate,
      ...(list === undefined ? {} : { list }),
      direction,
      time: { nowMs, grade: vector.time.grade },
      seen,
      ...(uses === null ? {} : { uses }),
    });
    seen.record(proven, decision, slotAt(nowMs));
    verdicts.push({ outcome: decision.outcome, reason: decision.reason });
  }
  return verdicts;
}
