import { readCode } from '../../shared/code/pass-code.ts';
import { isRefusal } from '../../shared/code/refusal.ts';
import { decideScan, outcomeOf, refuse } from '../../shared/gate/decide-scan.ts';
import type { Direction, Outcome, Reason } from '../../shared/gate/outcomes.ts';
import { SeenCodes } from '../../shared/gate/seen.ts';
import { isAskedOnTrial, isOnTrial } from '../../shared/gate/trial.ts';
import { compoundOf, type GateId, type HouseId, type InvitationId } from '../../shared/ids.ts';
import type { ArrivalVerdict } from '../../shared/messages/arrivals.ts';
import { KEPT_MS } from '../../shared/retention.ts';
import { judgeVisit } from '../../shared/visitors/judge-visit.ts';
import {
  challengesOf,
  type GateDirectory,
  type GateKeys,
  gateSecretOf,
  type ScanStore,
} from '../gates/index.ts';
import type { GateDeviceActor } from '../platform/actor.ts';
import { type Failure, fail } from '../platform/failure.ts';
import type { Measures } from './measures.ts';
import type { VerifyShown } from './verify-shown.ts';
import { DECISIONS_KEPT, type Visit, type VisitDecision } from './visit.ts';
import type { VisitStore } from './visit-store.ts';

export type DecideArrivalPorts = {
  readonly directory: GateDirectory;
  readonly visits: Pick<VisitStore, 'findVisit' | 'recordDecision'>;
  readonly scans: Pick<ScanStore, 'recordUnused'>;
  readonly verify: VerifyShown;
  readonly measures: Measures;
  readonly keys: GateKeys;
};

export type DecideArrivalInput = {
  readonly actor: GateDeviceActor;
  readonly gateId: GateId;
  readonly boot: number;
  readonly seq: number;
  readonly code: string;
  readonly direction: Direction;
  readonly now: number;
};

/** Each try loses to another gate, a cancellation or a second phone. */
const MOST_TRIES = 6;

/**
 * Decides about somebody who was invited, as their code is shown at a gate: one read that may be old,
 * and one write on the condition that it is not. Of any number of gates, tries and cancellations each
 * is judged by what those before it have left. Asked again, a scan is answered as it was.
 */
export async function decideArrival(
  ports: DecideArrivalPorts,
  { actor, gateId, boot, seq, code, direction, now }: DecideArrivalInput,
): Promise<ArrivalVerdict | Failure> {
  if (actor.gateId !== gateId) return fail('not_permitted');
  const gate = await ports.directory.findGate(gateId, now);
  if (gate === undefined) return fail('not_found');
  const parts = readCode(code);
  if (isRefusal(parts)) return { outcome: refuse(parts.refused).outcome, reason: parts.refused };
  if (parts.part.kind !== 'visitor') return fail('invalid_input', { field: 'code' });
  const challenges = challengesOf(() => gateSecretOf(ports.keys, actor.deviceId), gateId);
  const proven = await ports.verify(parts, challenges, now);
  const scan = { deviceId: actor.deviceId, boot, seq, gateId, direction, at: now };
  if (isRefusal(proven)) return recordOnly(ports, scan, refuse(proven.refused));
  const shown = decideScan({
    proven,
    direction,
    time: { nowMs: now, grade: 'synced' },
    rules: gate.rules,
    seen: new SeenCodes(),
    // How often it was used, the visit knows.
    uses: { limit: 1, used: 0 },
  });
  if (shown.pass === undefined || shown.outcome !== 'allow') return recordOnly(ports, scan, shown);

  const compound = compoundOf(gateId);
  const { deviceKey } = shown.pass;
  let visit = await ports.visits.findVisit(compound, shown.pass.index);
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    if (visit === undefined) return recordOnly(ports, scan, refuse('expired'));
    const before = visit.decided.find((one) => isSame(one, scan));
    if (before !== undefined) return answerOf(visit, before);
    const judged = judge(visit, {
      direction,
      now,
      closed: await closedHouses(ports.measures, visit, now),
      slot: proven.proof?.slot ?? 0,
      isItsKey: Buffer.from(deviceKey ?? []).toString('base64url') === visit.deviceKey,
    });
    const isTrial = isOnTrial(gate.rules, now) && isAskedOnTrial(judged.reason);
    const outcome = outcomeOf(judged.reason, 'visitor', direction);
    const decision: VisitDecision = {
      ...scan,
      reason: judged.reason,
      outcome: outcome === 'deny' && isTrial ? 'ask' : outcome,
      ...(judged.by === undefined ? {} : { by: judged.by }),
    };
    const after = afterDecision(visit, decision, proven.proof?.slot ?? 0);
    const recorded = await ports.visits.recordDecision(compound, visit, after);
    if (recorded === 'recorded') return answerOf(visit, decision);
    visit = recorded;
  }
  return fail('state_conflict');
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
  }: {
    readonly direction: Direction;
    readonly now: number;
    /** By an emergency's measure: nobody comes to them but who cares for somebody. */
    readonly closed: ReadonlySet<HouseId>;
    readonly slot: number;
    readonly isItsKey: boolean;
  },
): Judged {
  if (!isItsKey) return { reason: 'revoked' };
  const judged: Judged = judgeVisit<InvitationId>(visit, direction, now);
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

function afterDecision(visit: Visit, decision: VisitDecision, slot: number): Visit {
  const decided = [...visit.decided, decision].slice(-DECISIONS_KEPT);
  const { inside: _, ...left } = { ...visit, decided, turn: visit.turn + 1 };
  const { by, direction, outcome, at, gateId } = decision;
  const stay = by === undefined ? undefined : visit.stays[by];
  if (outcome !== 'allow' || by === undefined || stay === undefined) {
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

const isSame = (
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
async function recordOnly(
  { scans }: DecideArrivalPorts,
  { deviceId, boot, seq, gateId, direction, at }: Omit<VisitDecision, 'outcome' | 'reason' | 'by'>,
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
