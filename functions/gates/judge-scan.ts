import type { KeyObject } from 'node:crypto';
import { readCode } from '../../shared/code/pass-code.ts';
import { isRefusal } from '../../shared/code/refusal.ts';
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
import type { StatusList } from '../../shared/status-list/status-list.ts';
import type { GateTime } from '../../shared/time/trusted-time.ts';
import { signatureVerifier } from '../platform/signature-verifier.ts';

export type JudgedScan = {
  readonly decision: ScanDecision;
  /** Absent where the code is not genuine. */
  readonly proven?: Proven;
};

export type ScanToJudge = {
  readonly code: string;
  readonly direction: Direction;
  readonly time: GateTime;
  /** As it stood at that time. */
  readonly list: StatusList;
  readonly rules: GateRules;
  readonly challenges: GateChallenges;
  readonly seen: SeenProofs;
};

/** The gate's own three steps, on the server: read, verify, decide. */
export type JudgeScan = (scan: ScanToJudge) => Promise<JudgedScan>;

/** The issuer's public keys: number → compressed point. */
export type IssuerPoints = ReadonlyMap<number, Uint8Array>;

async function importAll(points: IssuerPoints): Promise<IssuerKeys<KeyObject>> {
  const keys = new Map<number, KeyObject>();
  for (const [keyId, point] of points) {
    const key = await signatureVerifier.importKey(point);
    if (key === undefined) throw new TypeError(`issuer key i${keyId} is no point of the curve`);
    keys.set(keyId, key);
  }
  return keys;
}

/** @param issuers every key under which passes are still good */
export function createScanJudge(issuers: IssuerPoints): JudgeScan {
  const verified = new VerifiedPasses<KeyObject>();
  const imported = importAll(issuers);
  // Whoever judges first hears of it; until then nobody is to be blamed for not listening.
  imported.catch(() => undefined);
  return async ({ code, challenges, list, ...scan }) => {
    const parts = readCode(code);
    if (isRefusal(parts)) return { decision: refuse(parts.refused) };
    const keys = await imported;
    const context = { keys, verifier: signatureVerifier, challenges, verified };
    const proven = await verifyCode(parts, context);
    if (isRefusal(proven)) return { decision: refuse(proven.refused) };
    return { decision: decideScan({ ...scan, proven, list: { list, ageMs: 0 } }), proven };
  };
}
