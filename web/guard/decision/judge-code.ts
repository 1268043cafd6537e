import { readCode } from '../../../shared/code/pass-code.ts';
import { passKey } from '../../../shared/code/pass-part.ts';
import { isRefusal } from '../../../shared/code/refusal.ts';
import type { VerifiedPasses } from '../../../shared/code/verified-passes.ts';
import {
  type GateChallenges,
  type IssuerKeys,
  type Proven,
  type SignatureVerifier,
  verifyCode,
} from '../../../shared/code/verify-code.ts';
import {
  decideScan,
  type ListState,
  refuse,
  type ScanDecision,
  type SeenProofs,
} from '../../../shared/gate/decide-scan.ts';
import type { GateRules } from '../../../shared/gate/gate-rules.ts';
import type { Direction } from '../../../shared/gate/outcomes.ts';
import type { GateTime } from '../../../shared/time/trusted-time.ts';

/** What a gate holds at the moment of a scan. */
export type GateAtHand<Key> = {
  readonly keys: IssuerKeys<Key>;
  readonly verifier: SignatureVerifier<Key>;
  readonly challenges: GateChallenges;
  readonly verified: VerifiedPasses<Key>;
  /** Absent until the gate's state has come for the first time. */
  readonly rules: GateRules | undefined;
  readonly list: ListState | undefined;
  readonly time: GateTime;
  readonly seen: SeenProofs;
};

/** A decision, and the pass behind it when both signatures were verified. */
export type Judgement = { readonly decision: ScanDecision; readonly proven?: Proven };

/**
 * Reads, verifies and decides one code. A gate that has no keys or rules yet judges nobody: it
 * asks. Faults throw.
 */
export async function judgeCode<Key>(
  text: string,
  direction: Direction,
  gate: GateAtHand<Key>,
): Promise<Judgement> {
  const parts = readCode(text);
  if (isRefusal(parts)) return { decision: refuse(parts.refused) };
  const { rules } = gate;
  if (rules === undefined || gate.keys.size === 0) return { decision: refuse('server_silent') };
  const proven = await verifyCode(parts, gate);
  if (isRefusal(proven)) return { decision: refuse(proven.refused) };
  const { list, time, seen } = gate;
  const decision = decideScan({
    proven,
    rules,
    direction,
    time,
    seen,
    ...(list === undefined ? {} : { list }),
  });
  return { decision, proven };
}

/** Names the pass that a text claims to be of, never mind whether it is genuine. */
export function claimedPassOf(text: string): string | undefined {
  const parts = readCode(text);
  return isRefusal(parts) ? undefined : passKey(parts.part);
}
