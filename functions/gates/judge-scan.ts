import type { KeyObject } from 'node:crypto';
import { isCardNumber } from '../../shared/code/card-number.ts';
import { cardOfNumber, isTyped } from '../../shared/code/numbered-card.ts';
import { readCode } from '../../shared/code/pass-code.ts';
import { isRefusal, type Refusal } from '../../shared/code/refusal.ts';
import { VerifiedPasses } from '../../shared/code/verified-passes.ts';
import {
  type GateChallenges,
  type IssuerKeys,
  type Proven,
  verifyCode,
} from '../../shared/code/verify-code.ts';
import {
  decideScan,
  refuse,
  type ScanDecision,
  type SeenProofs,
} from '../../shared/gate/decide-scan.ts';
import type { GateRules } from '../../shared/gate/gate-rules.ts';
import type { Direction } from '../../shared/gate/outcomes.ts';
import { compoundIdOf } from '../../shared/ids.ts';
import type { StatusList } from '../../shared/status-list/status-list.ts';
import type { GateTime } from '../../shared/time/trusted-time.ts';
import type { CardNumberStore } from '../passes/index.ts';
import { signatureVerifier } from '../platform/signature-verifier.ts';
import type { Issuer, IssuerPoints } from '../platform/signer.ts';

export type JudgedScan = {
  readonly decision: ScanDecision;
  /** Absent where the code is not genuine. */
  readonly proven?: Proven;
};

export type ScanToJudge = {
  /** What the camera read, or the number of a card as the guard typed it. */
  readonly code: string;
  readonly direction: Direction;
  /** Unix milliseconds by the server, whatever the stamp says: a key counts as it stands now. */
  readonly now: number;
  readonly time: GateTime;
  /** As it stood at that time. */
  readonly list: StatusList;
  readonly rules: GateRules;
  readonly challenges: GateChallenges;
  readonly seen: SeenProofs;
};

/** The gate's own three steps, on the server: read, verify, decide. */
export type JudgeScan = (scan: ScanToJudge) => Promise<JudgedScan>;

/** The issuer's keys, ready to verify. */
export async function importIssuerKeys(points: IssuerPoints): Promise<IssuerKeys<KeyObject>> {
  const keys = new Map<number, KeyObject>();
  for (const [keyId, point] of points) {
    const key = await signatureVerifier.importKey(point);
    if (key === undefined) throw new TypeError(`issuer key i${keyId} is no point of the curve`);
    keys.set(keyId, key);
  }
  return keys;
}

/** What can be verified by one set of keys, and what was. */
function benchOf(points: IssuerPoints) {
  const keys = importIssuerKeys(points);
  // Whoever judges first hears of it; until then nobody is to be blamed for not listening.
  keys.catch(() => undefined);
  return { points, keys, verified: new VerifiedPasses<KeyObject>() };
}

/** Where a key has come or gone, everything is verified anew. */
export function createScanJudge(
  issuer: Issuer,
  cards: Pick<CardNumberStore, 'findCard'>,
): JudgeScan {
  let bench: ReturnType<typeof benchOf> | undefined;

  async function find({ code, rules, now }: ScanToJudge): Promise<Proven | Refusal> {
    const compound = compoundIdOf(rules.compound);
    return cardOfNumber(isCardNumber(code) ? await cards.findCard(compound, code, now) : undefined);
  }

  async function verify({ code, challenges, now }: ScanToJudge): Promise<Proven | Refusal> {
    const parts = readCode(code);
    if (isRefusal(parts)) return parts;
    const points = issuer.pointsAt(now);
    if (bench?.points !== points) bench = benchOf(points);
    const { verified } = bench;
    const keys = await bench.keys;
    return verifyCode(parts, { keys, verifier: signatureVerifier, challenges, verified });
  }

  return async (scan) => {
    const proven = await (isTyped(scan.code) ? find(scan) : verify(scan));
    if (isRefusal(proven)) return { decision: refuse(proven.refused) };
    const { direction, time, rules, seen, list } = scan;
    const held = { list, ageMs: 0 };
    return { decision: decideScan({ proven, direction, time, rules, seen, list: held }), proven };
  };
}
