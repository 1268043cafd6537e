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

const PHONES = 50;
/** A turn is shorter than what the machine's other work takes away at once: the median leaves that out. */
const PHONES_A_TURN = 1;
const REFUSALS_A_TURN = 100;
const TURNS = 3_000;
const WARM_UP_TURNS = 500;
const PART_BYTES = 49;

const issuer = newKeys();
const shown = Array.from({ length: PHONES }, () => {
  const phone = newPhone(issuer);
  return { phone, ...show(phone, NOW_SLOT) };
});
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

/** The two signatures of each code, under keys that are ready, for the same OpenSSL. */
const rawPairs = shown.map(({ phone, message, signature }) => [
  {
    key: issuer.publicKey,
    message: passSigningInput(phone.signedPass.subarray(0, PART_BYTES)),
    signature: phone.signedPass.subarray(PART_BYTES),
  },
  { key: phone.keys.publicKey, message, signature },
]);

function verifyPairs(from: number): void {
  for (const { key, message, signature } of rawPairs.slice(from, from + PHONES_A_TURN).flat()) {
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

/** Microseconds a code, of each way to spend them, in turns: the median of all. */
async function medianTimes(): Promise<(name: string) => number> {
  const keys = new Map([[1, issuer.publicKey]]);
  const contextOf = () => ({
    keys,
    verified: new VerifiedPasses<KeyObject>(),
    seen: new SeenCodes(),
  });
  const known = contextOf();
  await decideAll(codes, 'ok', known);
  const turn = (from: number) => codes.slice(from, from + PHONES_A_TURN);
  const refusing = Object.entries(refusedTexts).map(([name, { text, reason }]) => {
    const texts = Array<string>(REFUSALS_A_TURN).fill(text);
    return { name, codes: REFUSALS_A_TURN, run: () => decideAll(texts, reason, known) };
  });
  const ways = [
    { name: 'raw', codes: PHONES_A_TURN, run: verifyPairs },
    {
      name: 'cold',
      codes: PHONES_A_TURN,
      run: (from: number) => decideAll(turn(from), 'ok', contextOf()),
    },
    {
      name: 'warm',
      codes: PHONES_A_TURN,
      run: (from: number) => decideAll(turn(from), 'ok', known),
    },
    ...refusing,
  ];
  const times = new Map(ways.map(({ name }) => [name, [] as number[]]));
  for (let at = 0; at < WARM_UP_TURNS + TURNS; at += 1) {
    const from = (at * PHONES_A_TURN) % PHONES;
    for (const { name, codes: count, run } of ways) {
      const took = await timed(() => run(from));
      if (at >= WARM_UP_TURNS) times.get(name)?.push(took / count / 1_000);
    }
  }
  return (name) => median(times.get(name) ?? []);
}

async function measure(): Promise<Figure[]> {
  const timeOf = await medianTimes();
  const ratioOf = (name: string) => timeOf(name) / timeOf('raw');
  const refusals = Object.keys(refusedTexts).map((name) => ({ name, ratio: ratioOf(name) }));
  const slowest = refusals.reduce((one, other) => (other.ratio > one.ratio ? other : one));
  const unit = 'of 2 raw';
  return [
    { name: 'decide.raw', value: timeOf('raw'), unit: 'µs', note: 'two raw P-256 verifications' },
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

/** The time that one scan takes, over the time that its two raw verifications take. */
export const decisions: Subject = { names: ['decide'], measure };
