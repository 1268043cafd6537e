import { INDEX_KEPT_MS, type PassPart, passKey } from '../code/pass-part.ts';
import type { Proven } from '../code/verify-code.ts';
import { type StatusList, stateAt } from '../status-list/status-list.ts';
import { slotAt } from '../time/slot.ts';
import type { GateTime } from '../time/trusted-time.ts';
import { admitsClass, type Closure, closureAt, type GateRules, isOpenAt } from './gate-rules.ts';
import { listAgeOf } from './list-age.ts';
import {
  type Direction,
  OUTCOME_TABLE,
  type Outcome,
  type PassClass,
  type Reason,
} from './outcomes.ts';
import { isAskedOnTrial, isOnTrial } from './trial.ts';

export type ListState = {
  readonly list: StatusList;
  /** Milliseconds since the last answer 200 or 304; negative where nobody can tell. */
  readonly ageMs: number;
};

/** What this gate remembers of codes it has seen. */
export interface SeenProofs {
  /** Whether a code of this key (see `seenKey`) was let in here. */
  hasAccepted(key: string): boolean;
  /** The last code of this pass (see `passKey`) that was too old, and the gate's slot then. */
  staleProofOf(pass: string): { readonly slot: number; readonly nowSlot: number } | undefined;
}

export type Scan = {
  readonly proven: Proven;
  readonly rules: GateRules;
  readonly list?: ListState;
  readonly direction: Direction;
  readonly time: GateTime;
  readonly seen: SeenProofs;
  /** How often a counted pass was used in this direction; the server alone knows. */
  readonly uses?: { readonly limit: number; readonly used: number };
};

export type ScanDecision = {
  readonly outcome: Outcome;
  readonly reason: Reason;
  /** Absent where the code was not authenticated, or its index means somebody else here. */
  readonly pass?: PassPart;
  /** The gate asks because it is on trial; otherwise it would have refused, for the same reason. */
  readonly onTrial?: true;
  /** The gate is closed for a while: the gate that everybody is sent to. */
  readonly goTo?: string;
};

/** Accepted one slot either side of the gate's own, and never more. */
const SLOTS_EITHER_SIDE = 1;

/**
 * What keeps a code from being used twice: the pass and its slot, never the text, since one proof
 * can be written in more than one way by whoever holds the key.
 */
export function seenKey({ part, proof }: Proven): string {
  return `${passKey(part)}@${proof?.slot ?? '-'}`;
}

/** The table's answer for one reason, class and direction. */
export function outcomeOf(reason: Reason, passClass: PassClass, direction: Direction): Outcome {
  const row = OUTCOME_TABLE[reason];
  if (typeof row === 'string') return row;
  const isAtHome = passClass === 'resident' || passClass === 'household';
  return (isAtHome ? row.atHome : row.calling)[direction];
}

/** Whether a gate that is on trial asks for this reason, and would otherwise refuse. */
export function wouldBeRefused(
  reason: Reason,
  passClass: PassClass,
  direction: Direction,
): boolean {
  return isAskedOnTrial(reason) && outcomeOf(reason, passClass, direction) === 'deny';
}

/** The decision on a text that is no code, and on any fault: nothing is known of who shows it. */
export function refuse(reason: Reason): ScanDecision {
  return { outcome: outcomeOf(reason, 'visitor', 'in'), reason };
}

const indexMayBeAnothers = ({ proven: { part }, time }: Scan) =>
  time.grade !== 'unknown' && time.nowMs >= part.expires * 1_000 + INDEX_KEPT_MS;

function specimen({ proven: { part } }: Scan): Reason | undefined {
  return part.specimen ? 'specimen' : undefined;
}

function proofMode({ proven: { part, proof }, rules, time }: Scan): Reason | undefined {
  if (part.kind === 'card') return undefined;
  if (proof === undefined) return 'bad_proof';
  const wantsChallenge = rules.proof === 'challenge_only' || time.grade === 'unknown';
  return wantsChallenge && proof.mode === 'slot' ? 'challenge_needed' : undefined;
}

/** A wrong clock runs as fast as the gate's; a photograph stands still. */
function runsWithTheGate({ proven, seen }: Scan, slot: number, nowSlot: number): boolean {
  const before = seen.staleProofOf(passKey(proven.part));
  if (before === undefined) return false;
  const advanced = slot - before.slot;
  const passed = nowSlot - before.nowSlot;
  return advanced >= 1 && Math.abs(advanced - passed) <= SLOTS_EITHER_SIDE;
}

function slot(scan: Scan): Reason | undefined {
  const { proven, time } = scan;
  const { proof } = proven;
  if (proof === undefined) return undefined;
  if (proof.mode === 'slot' && time.grade === 'unknown') return undefined;
  const nowSlot = slotAt(time.nowMs);
  if (proof.slot > nowSlot + SLOTS_EITHER_SIDE) return 'clock_off';
  if (proof.slot >= nowSlot - SLOTS_EITHER_SIDE) return undefined;
  const hasWrongClock = proof.mode === 'slot' && runsWithTheGate(scan, proof.slot, nowSlot);
  return hasWrongClock ? 'clock_off' : 'stale_code';
}

function compound({ proven: { part }, rules }: Scan): Reason | undefined {
  return part.compound === rules.compound ? undefined : 'wrong_compound';
}

function dates({ proven: { part }, time }: Scan): Reason | undefined {
  if (time.nowMs < part.notBefore * 1_000) return 'not_yet_valid';
  return time.nowMs >= part.expires * 1_000 ? 'expired' : undefined;
}

const REASON_OF_STATE = {
  valid: undefined,
  revoked: 'revoked',
  suspended: 'suspended',
  ask: 'call_worker',
} as const;

/** A visitor's pass has no place in the list, and an index long expired says nothing of its first holder. */
function status(scan: Scan): Reason | undefined {
  const { proven, list } = scan;
  if (proven.part.kind === 'visitor' || indexMayBeAnothers(scan)) return undefined;
  const state = list === undefined ? undefined : stateAt(list.list, proven.part.index);
  return state === undefined ? 'list_stale' : REASON_OF_STATE[state];
}

/** Entries go by the main gate; nobody is held inside, so exits do not ask. */
function closure({ rules, direction, time }: Scan): Closure | undefined {
  return direction === 'in' ? closureAt(rules, time.nowMs) : undefined;
}

const isAdmitted = ({ proven: { part }, rules }: Scan) =>
  admitsClass(rules, part.gates, part.class);

function gate(scan: Scan): Reason | undefined {
  return isAdmitted(scan) && closure(scan) === undefined ? undefined : 'wrong_gate';
}

function hours({ rules, time }: Scan): Reason | undefined {
  return isOpenAt(rules, time.nowMs) ? undefined : 'outside_hours';
}

function replay({ proven, seen }: Scan): Reason | undefined {
  return proven.proof !== undefined && seen.hasAccepted(seenKey(proven)) ? 'replayed' : undefined;
}

/** A one-time pass that is used up still asks on the way out: nobody is held inside. */
function quota({ proven: { part }, uses, direction }: Scan): Reason | undefined {
  const isVisitor = part.kind === 'visitor';
  if (uses === undefined) return isVisitor ? 'server_silent' : undefined;
  if (uses.used < uses.limit) return undefined;
  const wasForOnce = isVisitor && uses.limit === 1 && direction === 'in';
  return wasForOnce ? 'already_used' : 'quota_exceeded';
}

/** Without a time, neither a list's age nor a date can be told. */
function listAge({ proven: { part }, rules, list, time }: Scan): Reason | undefined {
  if (time.grade === 'unknown') return 'list_stale';
  if (part.kind === 'visitor' || list === undefined) return undefined;
  const age = listAgeOf(list.ageMs, rules.listAge);
  return age === 'stale' || age === 'older' ? 'list_stale' : undefined;
}

function card({ proven: { part } }: Scan): Reason | undefined {
  return part.kind === 'card' ? 'look_and_confirm' : undefined;
}

/** In this order; the last two turn only what would be let in into a question. */
const STEPS = [
  specimen,
  proofMode,
  slot,
  compound,
  dates,
  status,
  gate,
  hours,
  replay,
  quota,
  listAge,
  card,
] as const satisfies readonly ((scan: Scan) => Reason | undefined)[];

const TOLD_BY_THE_CLOCK: readonly Reason[] = ['not_yet_valid', 'expired', 'outside_hours'];

/**
 * The table's answer, but a clock that nobody can believe refuses nobody, and a gate that is
 * closed for a while asks whom it otherwise lets in.
 */
function outcomeHere(reason: Reason, scan: Scan): Outcome {
  const { proven, direction, time } = scan;
  if (reason === 'wrong_gate' && isAdmitted(scan)) return 'ask';
  const outcome = outcomeOf(reason, proven.part.class, direction);
  const isDoubtful = time.grade === 'unknown' && TOLD_BY_THE_CLOCK.includes(reason);
  return outcome === 'deny' && isDoubtful ? 'ask' : outcome;
}

/** A gate on trial asks where it would refuse, for the same reason. What is no code of this compound it refuses. */
function asOnTrial(
  verdict: { readonly reason: Reason; readonly outcome: Outcome },
  { proven: { part }, rules, time }: Scan,
): Omit<ScanDecision, 'pass'> {
  const { outcome, reason } = verdict;
  const isOfHere = part.compound === rules.compound && isAskedOnTrial(reason);
  const isAsked = outcome === 'deny' && isOfHere && isOnTrial(rules, time.nowMs);
  return isAsked ? { reason, outcome: 'ask', onTrial: true } : verdict;
}

/**
 * Decides one scan of a code whose signatures have been verified. Pure: the caller brings the
 * clock and the memory, and records the decision in that memory before showing it.
 *
 * Every step has its say. The first that denies decides, else the first that asks, else the first
 * that has anything to tell: so that no reason to ask can hide a reason to refuse.
 */
export function decideScan(scan: Scan): ScanDecision {
  const { part } = scan.proven;
  const found: { reason: Reason; outcome: Outcome }[] = [];
  for (const step of STEPS) {
    const reason = step(scan);
    if (reason !== undefined) found.push({ reason, outcome: outcomeHere(reason, scan) });
  }
  const said =
    found.find(({ outcome }) => outcome === 'deny') ??
    found.find(({ outcome }) => outcome === 'ask') ??
    found[0] ??
    ({ reason: 'ok', outcome: 'allow' } as const);
  const isSentOn = said.reason === 'wrong_gate' && isAdmitted(scan);
  const goTo = isSentOn ? closure(scan)?.mainGate : undefined;
  const verdict = { ...asOnTrial(said, scan), ...(goTo === undefined ? {} : { goTo }) };
  const isOurs = part.compound === scan.rules.compound && !indexMayBeAnothers(scan);
  return isOurs ? { ...verdict, pass: part } : verdict;
}
