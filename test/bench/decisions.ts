import { type KeyObject, verify } from 'node:crypto';
import { signatureVerifier } from '../../functions/platform/signature-verifier.ts';
import { readCode } from '../../shared/code/pass-code.ts';
import { passSigningInput } from '../../shared/code/pass-part.ts';
import { isRefusal } from '../../shared/code/refusal.ts';
import { VerifiedPasses } from '../../shared/code/verified-passes.ts';
import { verifyCode } from '../../shared/code/verify-code.ts';
import { decideScan, refuse, type ScanDecision } from '../../shared/gate/decide-scan.ts';
import { SeenCodes } from '../../shared/gate/seen.ts';
import { listBits, NOW_MS, NOW_SLOT, PLACES, RULES } from '../vectors/street.ts';
import { type Figure, median, type Subject } from './figure.ts';
import { newKeys, newPhone, show } from './phones.ts';

/** Enough that a round is long against the clock, and short against what else the machine does. */
const PHONES = 50;
const ROUNDS = 60;
const WARM_UP = 10;
const REFUSALS = 1_000;
const PART_BYTES = 49;

const issuer = newKeys();
const phones = Array.from({ length: PHONES }, () => newPhone(issuer));
const shown = phones.map((phone) => show(phone, NOW_SLOT));
const codes = shown.map(({ text }) => text);
const list = { list: { version: 1, places: PLACES, bits: listBits() }, ageMs: 0 };

type Context = {
  readonly keys: ReadonlyMap<number, KeyObject>;
  readonly verified: VerifiedPasses<KeyObject>;
  readonly seen: SeenCodes;
};

/** All of a scan but the camera: read, verify, decide. */
async function decide(text: string, { keys, verified, seen }: Context): Promise<ScanDecision> {
  const parts = readCode(text);
  if (isRefusal(parts)) return refuse(parts.refused);
  const proven = await verifyCode(parts, { keys, verifier: signatureVerifier, verified });
  if (isRefusal(proven)) return refuse(proven.refused);
  const time = { nowMs: NOW_MS, grade: 'synced' } as const;
  return decideScan({ proven, rules: RULES, list, direction: 'in', time, seen });
}

async function decideAll(texts: readonly string[], expected: string, context: Context) {
  for (const text of texts) {
    const { reason } = await decide(text, context);
    if (reason !== expected) throw new Error(`a code that should be ${expected} is ${reason}`);
  }
}

/** The two signatures of each code, under keys that are ready, by the same OpenSSL. */
const rawVerifications = phones.flatMap(({ signedPass, keys }, at) => {
  const part = signedPass.subarray(0, PART_BYTES);
  const { message, signature } = shown[at] ?? show(phones[0] ?? newPhone(issuer), NOW_SLOT);
  return [
    {
      key: issuer.publicKey,
      message: passSigningInput(part),
      signature: signedPass.subarray(PART_BYTES),
    },
    { key: keys.publicKey, message, signature },
  ];
});

function verifyAll(): void {
  for (const { key, message, signature } of rawVerifications) {
    const holds = verify('sha256', message, { key, dsaEncoding: 'ieee-p1363' }, signature);
    if (!holds) throw new Error('a good signature does not hold');
  }
}

const [code = ''] = codes;
const refusedTexts: Readonly<Record<string, { text: string; reason: string }>> = {
  'no code of ours': { text: 'https://example.org/a?b=c', reason: 'malformed' },
  'another version': { text: `XQ2:${code.slice(4)}`, reason: 'unknown_version' },
  'cut short': { text: code.slice(0, -1), reason: 'malformed' },
  'a megabyte': { text: code + '0'.repeat(1_000_000), reason: 'malformed' },
  'a wrong last character': { text: `${code.slice(0, -1)}_`, reason: 'malformed' },
};

async function timed(run: () => unknown): Promise<number> {
  const from = process.hrtime.bigint();
  await run();
  return Number(process.hrtime.bigint() - from);
}

async function measure(): Promise<Figure[]> {
  const keys = new Map([[1, issuer.publicKey]]);
  const known = new VerifiedPasses<KeyObject>();
  const cold = () => ({ keys, verified: new VerifiedPasses<KeyObject>(), seen: new SeenCodes() });
  const warm = { keys, verified: known, seen: new SeenCodes() };
  await decideAll(codes, 'ok', warm);
  const runs: Readonly<Record<string, () => Promise<unknown>>> = {
    raw: async () => verifyAll(),
    cold: () => decideAll(codes, 'ok', cold()),
    warm: () => decideAll(codes, 'ok', warm),
    ...Object.fromEntries(
      Object.entries(refusedTexts).map(([name, { text, reason }]) => [
        name,
        () => decideAll(Array(REFUSALS).fill(text), reason, warm),
      ]),
    ),
  };
  const ratios = new Map<string, number[]>(Object.keys(runs).map((name) => [name, []]));
  const pairs: number[] = [];
  for (let round = 0; round < WARM_UP + ROUNDS; round += 1) {
    const times = new Map<string, number>();
    for (const [name, run] of Object.entries(runs)) times.set(name, await timed(run));
    if (round < WARM_UP) continue;
    const pair = (times.get('raw') ?? Number.NaN) / PHONES;
    pairs.push(pair / 1_000);
    for (const [name, time] of times) {
      const codesTimed = name in refusedTexts ? REFUSALS : PHONES;
      ratios.get(name)?.push(time / codesTimed / pair);
    }
  }
  const ratioOf = (name: string) => median(ratios.get(name) ?? []);
  const refusals = Object.keys(refusedTexts).map((name) => ({ name, ratio: ratioOf(name) }));
  const slowest = refusals.reduce((one, other) => (other.ratio > one.ratio ? other : one));
  const unit = 'of 2 raw';
  return [
    { name: 'decide.raw', value: median(pairs), unit: 'µs', note: 'two raw P-256 verifications' },
    {
      name: 'decide.cold.ratio',
      value: ratioOf('cold'),
      unit,
      target: { atMost: 2.2 },
      note: 'a phone never seen',
    },
    {
      name: 'decide.warm.ratio',
      value: ratioOf('warm'),
      unit,
      target: { atMost: 0.7 },
      note: 'a pass seen before',
    },
    {
      name: 'decide.malformed.ratio',
      value: slowest.ratio,
      unit,
      target: { atMost: 0.02 },
      note: `the slowest refusal: ${slowest.name}`,
    },
  ];
}

/** Time for one scan over the time for two raw verifications in the same round, median of all rounds. */
export const decisions: Subject = { names: ['decide'], measure };
