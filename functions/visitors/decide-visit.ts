import { outcomeOf, type ScanDecision } from '../../shared/gate/decide-scan.ts';
import type { GateRules } from '../../shared/gate/gate-rules.ts';
import type { Direction, Outcome, Reason } from '../../shared/gate/outcomes.ts';
import { isAskedOnTrial, isOnTrial } from '../../shared/gate/trial.ts';
import { compoundOf, type HouseId, type InvitationId } from '../../shared/ids.ts';
import type { ArrivalVerdict } from '../../shared/messages/arrivals.ts';
import { KEPT_MS } from '../../shared/retention.ts';
import { judgeVisit } from '../../shared/visitors/judge-visit.ts';
import type { ScanStore } from '../gates/index.ts';
import { type Failure, fail } from '../platform/failure.ts';
import type { Measures } from './measures.ts';
import { DECISIONS_KEPT, type Stay, type Visit, type VisitDecision } from './visit.ts';
import type { VisitStore } from './visit-store.ts';

export type DecideVisitPorts = {
  readonly visits: Pick<VisitStore, 'findVisit' | 'recordDecision'>;
  readonly scans: Pick<ScanStore, 'recordUnused'>;
  readonly measures: Measures;
};

/** What a gate's device asks about, by its name: asked again it is the same. */
export type AskedScan = Pick<
  VisitDecision,
  'deviceId' | 'boot' | 'seq' | 'gateId' | 'direction' | 'at'
>;

/** What was shown or said, as it has been proven. */
export type ShownVisit = {
  /** As the code alone, or the gate's rules, decide. */
  readonly shown: Pick<ScanDecision, 'outcome' | 'reason'>;
  readonly rules: GateRules;
  readonly serial: number;
  /** That of the code; of digits that are said, that of now. */
  readonly slot: number;
  /** The key of the code; absent where digits were said. */
  readonly deviceKey?: Uint8Array | undefined;
  /** The house that was said with the digits: they bring nobody to another. */
  readonly houseId?: HouseId;
};

/** Each try loses to another gate, a cancellation or a second phone. */
const MOST_TRIES = 6;

/**
 * Decides about a visit as it is shown at a gate: one read that may be old, and one write on the
 * condition that it is not.
 */
export async function decideVisit(
  ports: DecideVisitPorts,
  scan: AskedScan,
  { shown, rules, serial, slot, deviceKey, houseId }: ShownVisit,
): Promise<ArrivalVerdict | Failure> {
  if (shown.outcome !== 'allow') return recordOnly(ports, scan, shown);
  const { gateId, direction, at: now } = scan;
  const compound = compoundOf(gateId);
  let visit = await ports.visits.findVisit(compound, serial);
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    if (visit === undefined) {
      return recordOnly(ports, scan, {
        outcome: outcomeOf('expired', 'visitor', 'in'),
        reason: 'expired',
      });
    }
    const before = visit.decided.find((one) => isSame(one, scan));
    if (before !== undefined) return answerOf(visit, before);
    const judged = judge(visit, {
      direction,
      now,
      closed: await closedHouses(ports.measures, visit, now),
      slot,
      isItsKey:
        deviceKey === undefined
          ? houseId !== undefined
          : Buffer.from(deviceKey).toString('base64url') === visit.deviceKey,
      houseId,
    });
    const isTrial = isOnTrial(rules, now) && isAskedOnTrial(judged.reason);
    const outcome = outcomeOf(judged.reason, 'visitor', direction);
    const decision: VisitDecision = {
      ...scan,
      reason: judged.reason,
      outcome: outcome === 'deny' && isTrial ? 'ask' : outcome,
      ...(judged.by === undefined ? {} : { by: judged.by }),
    };
    const after = afterDecision(visit, decision, slot);
    const recorded = await ports.visits.recordDecision(compound, visit, after);
    if (recorded === 'recorded') return answerOf(visit, decision);
    visit = recorded;
  }
  return fail('state_conflict');
}

/** Whoever comes in by the digits of one house goes to that house; nobody is kept inside by which they say. */
function staysAt(
  { stays }: Visit,
  direction: Direction,
  houseId: HouseId | undefined,
): Visit['stays'] {
  if (houseId === undefined || direction === 'out') return stays;
  // cast: the keys of a record are of its type of names
  const named = Object.entries(stays) as [InvitationId, Stay][];
  return Object.fromEntries(named.filter(([, stay]) => stay.houseId === houseId));
}

type Judged = { readonly reason: Reason; readonly by?: InvitationId };

function judge(
  visit: Visit,
  {
    direction,
    now,
    closed,
    slot,
    isItsKey,
    houseId,
  }: {
    readonly direction: Direction;
    readonly now: number;
    /** By an emergency's measure: nobody comes to them but who cares for somebody. */
    readonly closed: ReadonlySet<HouseId>;
    readonly slot: number;
    readonly isItsKey: boolean;
    readonly houseId: HouseId | undefined;
  },
): Judged {
  if (!isItsKey) return { reason: 'revoked' };
  const judged: Judged = judgeVisit<InvitationId>(
    { ...visit, stays: staysAt(visit, direction, houseId) },
    direction,
    now,
  );
  // What was let in at one gate is not let in at the other.
  const isSpent = visit.lastSlot !== undefined && slot <= visit.lastSlot;
  if (judged.reason === 'ok' && direction === 'in' && isSpent) return { reason: 'replayed' };
  const stay = judged.by === undefined ? undefined : visit.stays[judged.by];
  const isKeptOut =
    direction === 'in' && stay !== undefined && closed.has(stay.houseId) && stay.type !== 'carer';
  return judged.reason === 'ok' && isKeptOut ? { reason: 'call_worker' } : judged;
}

async function closedHouses(
  measures: Measures,
  { stays }: Visit,
  now: number,
): Promise<ReadonlySet<HouseId>> {
  const closed = new Set<HouseId>();
  for (const { houseId } of Object.values(stays)) {
    if (await measures.holdsNow(houseId, 'no_visitors', now)) closed.add(houseId);
  }
  return closed;
}

export function afterDecision(visit: Visit, decision: VisitDecision, slot: number): Visit {
  const others = visit.decided.filter((one) => !isSame(one, decision));
  const decided = [...others, decision].slice(-DECISIONS_KEPT);
  const { inside: _, ...left } = { ...visit, decided, turn: visit.turn + 1 };
  const { by, direction, at, gateId } = decision;
  const stay = by === undefined ? undefined : visit.stays[by];
  if (!hasPassed(decision) || by === undefined || stay === undefined) {
    return visit.inside === undefined ? left : { ...left, inside: visit.inside };
  }
  if (direction === 'out') return left;
  const entered = { ...stay, entered: stay.entered + 1 };
  return {
    ...left,
    stays: { ...visit.stays, [by]: entered },
    inside: { by, since: at, gateId },
    lastSlot: Math.max(slot, visit.lastSlot ?? 0),
  };
}

/** By the answer, or by the guard who was asked. */
export const hasPassed = ({ outcome, hand }: VisitDecision): boolean =>
  outcome === 'allow' || hand === 'let_in';

export const isSame = (
  one: VisitDecision,
  other: Pick<VisitDecision, 'deviceId' | 'boot' | 'seq'>,
): boolean => one.deviceId === other.deviceId && one.boot === other.boot && one.seq === other.seq;

/** Whoever is refused has no name at the gate. */
function answerOf(visit: Visit, { outcome, reason, by }: VisitDecision): ArrivalVerdict {
  const verdict = { outcome, reason, class: 'visitor' } as const;
  const [first] = Object.values(visit.stays);
  const stay = (by === undefined ? undefined : visit.stays[by]) ?? first;
  if (outcome === 'deny' || stay === undefined) return verdict;
  const { name, building, type, plate } = stay;
  return {
    ...verdict,
    visit: { name, building, type, ...(plate === undefined ? {} : { plate }) },
  };
}

/** What the code alone decides leaves the gate's record, and nothing at the visit. */
export async function recordOnly(
  { scans }: Pick<DecideVisitPorts, 'scans'>,
  { deviceId, boot, seq, gateId, direction, at }: AskedScan,
  { outcome, reason }: { readonly outcome: Outcome; readonly reason: Reason },
): Promise<ArrivalVerdict> {
  const recorded = await scans.recordUnused({
    name: { deviceId, boot, seq },
    gateId,
    verdict: { outcome, reason, class: 'visitor' },
    direction,
    at,
    keptUntil: at + KEPT_MS.visitor_passage,
  });
  return recorded.verdict;
}
