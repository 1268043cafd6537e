import { isCardNumber } from '../../../shared/code/card-number.ts';
import { cardOfNumber, isTyped } from '../../../shared/code/numbered-card.ts';
import { readCode } from '../../../shared/code/pass-code.ts';
import { passKey } from '../../../shared/code/pass-part.ts';
import { isRefusal, type Refusal, refusal } from '../../../shared/code/refusal.ts';
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
import type { HeldNumbers } from '../numbers/open-numbers.ts';

/** What a gate holds at the moment of a scan. */
export type GateAtHand<Key> = {
  readonly keys: IssuerKeys<Key>;
  readonly verifier: SignatureVerifier<Key>;
  readonly challenges: GateChallenges;
  readonly verified: VerifiedPasses<Key>;
  /** Absent until the gate's state has come for the first time. */
  readonly rules: GateRules | undefined;
  readonly list: ListState | undefined;
  /** Absent without a shift, or before its document has come. */
  readonly numbers: HeldNumbers | undefined;
  readonly time: GateTime;
  readonly seen: SeenProofs;
};

/** A decision, and the pass behind it when it is genuine. */
export type Judgement = { readonly decision: ScanDecision; readonly proven?: Proven };

/** A card by its number; a gate that does not have the numbers cannot tell one from another. */
function find(number: string, { numbers }: Pick<GateAtHand<unknown>, 'numbers'>): Proven | Refusal {
  if (!isCardNumber(number)) return refusal('unknown_number');
  return numbers === undefined ? refusal('server_silent') : cardOfNumber(numbers.get(number));
}

async function verify<Key>(text: string, gate: GateAtHand<Key>): Promise<Proven | Refusal> {
  const parts = readCode(text);
  if (isRefusal(parts)) return parts;
  return gate.keys.size === 0 ? refusal('server_silent') : verifyCode(parts, gate);
}

/**
 * Reads and verifies one code, or finds the card of a typed number, and decides. A gate that has
 * no keys or rules yet judges nobody: it asks. Faults throw.
 */
export async function judgeCode<Key>(
  text: string,
  direction: Direction,
  gate: GateAtHand<Key>,
): Promise<Judgement> {
  const proven = isTyped(text) ? find(text, gate) : await verify(text, gate);
  if (isRefusal(proven)) return { decision: refuse(proven.refused) };
  const { rules, list, time, seen } = gate;
  if (rules === undefined) return { decision: refuse('server_silent') };
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
