import { type GateTicket, isTicketGood } from '../../shared/arrivals/gate-ticket.ts';
import { readUint } from '../../shared/code/bytes.ts';
import { readCode } from '../../shared/code/pass-code.ts';
import { isRefusal } from '../../shared/code/refusal.ts';
import { outcomeOf, refuse } from '../../shared/gate/decide-scan.ts';
import { isStaffedAt } from '../../shared/gate/gate-rules.ts';
import { SeenCodes } from '../../shared/gate/seen.ts';
import { compoundIdOf, compoundOf, type GateId, gateIdOf, passIdOf } from '../../shared/ids.ts';
import type { Verdict } from '../../shared/messages/gates.ts';
import type { OpenedByScan } from '../../shared/messages/scan-to-open.ts';
import { slotStartMs } from '../../shared/time/slot.ts';
import type { DecidedScan, Gate, GateScreens, JudgedScan } from '../gates/index.ts';
import { entryKeptUntil } from '../gates/index.ts';
import { listAsOf, type PassStore } from '../passes/index.ts';
import type { ResidentActor } from '../platform/actor.ts';
import { type Failure, fail } from '../platform/failure.ts';
import { type DutyBellPorts, ringDuty } from './duty-bell.ts';
import type { GateDoors } from './gate-doors.ts';
import type { LastOpeningStore } from './last-opening-store.ts';
import { stampTicket, ticketOf } from './ticket-marks.ts';

export type OpenByScanPorts = GateScreens &
  DutyBellPorts & {
    readonly ticketKey: Uint8Array;
    readonly passes: Pick<PassStore, 'findPasses'>;
    readonly doors: GateDoors;
    readonly last: Pick<LastOpeningStore, 'note'>;
  };

export type OpenByScanInput = {
  readonly actor: ResidentActor;
  readonly gateId: GateId;
  readonly ticket: string;
  readonly code: string;
  readonly now: number;
};

/** Where nobody stands, whoever lives here waits so long for the duty room, and no longer. */
export const UNANSWERED_MS = 30_000;

/**
 * Opens a gate's door for whoever scanned the code on its screen. The ticket says that the scan was
 * fresh when it reached the server; the phone's signature may come within a minute of that. The
 * entry is judged as of the slot that was scanned, and used by the write that records it.
 */
export async function openByScan(
  ports: OpenByScanPorts,
  { actor, gateId, ticket: text, code, now }: OpenByScanInput,
): Promise<OpenedByScan | Failure> {
  if (actor.residentIds.length === 0) return fail('number_waiting');
  const ticket = ticketOf(ports.ticketKey, actor.sessionId, text);
  if (ticket === undefined || gateIdOf(ticket.compound, ticket.gate) !== gateId) {
    return fail('gate_code_unknown');
  }
  if (!isTicketGood(ticket, now)) return fail('gate_code_old');
  const { slot, challenge } = ticket;
  const device = await ports.shown.deviceShowing({ gateId, slot, challenge }, now);
  const gate = await ports.directory.findGate(gateId, now);
  if (device === undefined || gate === undefined) return fail('gate_code_unknown');

  const judged = await judgeAsOfTheSlot(ports, { gate, gateId, ticket, code, now });
  if (judged.proven !== undefined && !(await isTheirs(ports, actor, judged, now))) {
    return fail('not_permitted');
  }
  const verdict = verdictOf(judged);
  const scan: DecidedScan = {
    name: { deviceId: device.deviceId, ...nameOf(ticket) },
    gateId,
    verdict,
    direction: 'in',
    at: now,
    keptUntil: entryKeptUntil(verdict.class, now),
  };
  const { goTo } = judged.decision;
  const sentOn = goTo === undefined ? {} : { goTo };
  const said = { gateName: gate.rules.name, ...sentOn };

  if (verdict.outcome === 'allow') return { ...said, ...(await letIn(ports, judged, scan)) };
  const waits = verdict.outcome === 'ask' && goTo === undefined && !isStaffedAt(gate.rules, now);
  const { verdict: first, at: firstAt } = await ports.scans.recordUnused(scan);
  if (waits && first.outcome === 'ask') {
    const opensAt = firstAt + UNANSWERED_MS;
    const ring = { gateId, gateName: gate.rules.name, name: scan.name, now };
    if (now >= opensAt) {
      const byRule = { ...scan, verdict: { ...verdict, outcome: 'allow' } as const };
      const did = await letIn(ports, judged, byRule, 'rule');
      if (did.door !== undefined) await ringDuty(ports, 'gate_opened_itself', ring);
      return { ...said, ...did };
    }
    if (firstAt === now) await ringDuty(ports, 'gate_waits', ring);
    // Stamped anew under the same name, so that it still holds when the half minute is over.
    const again = stampTicket(ports.ticketKey, actor.sessionId, { ...ticket, stampedAt: now });
    await ports.last.note(gateId, { outcome: 'ask', at: now });
    return { ...said, outcome: 'ask', reason: verdict.reason, rung: { ticket: again, opensAt } };
  }
  await Promise.all([
    ports.last.note(gateId, { outcome: first.outcome, at: now }),
    first.outcome === 'deny' && firstAt === now ? ports.doors.noteRefused(gateId, now) : undefined,
  ]);
  return { ...said, outcome: first.outcome, reason: first.reason };
}

/** The same ticket has the same name, so that asking again gets the first answer. */
function nameOf({ nonce }: GateTicket) {
  return { boot: readUint(nonce, 0, 4), seq: readUint(nonce, 4, 4) };
}

/** Only what answers this very challenge counts: no code of a slot, of another slot, or of a card. */
async function judgeAsOfTheSlot(
  { lists, judge }: OpenByScanPorts,
  {
    gate: { rules },
    gateId,
    ticket: { slot, gate, challenge },
    code,
    now,
  }: Pick<OpenByScanInput, 'gateId' | 'code' | 'now'> & {
    readonly gate: Gate;
    readonly ticket: GateTicket;
  },
): Promise<JudgedScan> {
  const parts = readCode(code);
  if (isRefusal(parts)) return { decision: refuse(parts.refused) };
  const { proof } = parts;
  if (proof?.mode !== 'challenge') return { decision: refuse('bad_proof') };
  if (proof.slot !== slot) return { decision: refuse('stale_code') };
  const list = await lists.current(compoundOf(gateId), now);
  return judge({
    code,
    direction: 'in',
    now,
    time: { nowMs: slotStartMs(slot), grade: 'synced' },
    list: listAsOf(list, now),
    rules,
    challenges: { gate, challengeOf: () => challenge },
    // Who was let in before, the table knows: the write finds out.
    seen: new SeenCodes(),
  });
}

/** A pass opens from the phone of whoever it speaks for, in their own session. */
async function isTheirs(
  { passes }: OpenByScanPorts,
  { residentIds }: ResidentActor,
  { decision: { pass } }: JudgedScan,
  now: number,
): Promise<boolean> {
  // Of another compound: refused as such, and nobody's here.
  if (pass === undefined) return true;
  const [found] = await passes.findPasses([passIdOf(pass.compound, pass.index)], now);
  return found !== undefined && residentIds.includes(found.residentId);
}

function verdictOf({ decision: { outcome, reason, pass } }: JudgedScan): Verdict {
  return pass === undefined ? { outcome, reason } : { outcome, reason, class: pass.class };
}

/** One write uses the showing and records the entry; whoever comes second is told that it was used. */
async function letIn(
  { scans, doors, last }: OpenByScanPorts,
  { decision: { pass }, proven }: JudgedScan,
  scan: DecidedScan,
  by: 'resident' | 'rule' = 'resident',
): Promise<Pick<OpenedByScan, 'outcome' | 'reason' | 'door'>> {
  const { at, verdict, gateId } = scan;
  const slot = proven?.proof?.slot;
  if (pass === undefined || slot === undefined || gateId === undefined) {
    throw new TypeError('whoever is let in has shown a pass');
  }
  const showing = { compound: compoundIdOf(pass.compound), index: pass.index, slot };
  const use = await scans.useShowing(showing, scan);
  if (use !== scan) {
    const { deviceId, boot, seq } = scan.name;
    const isSame = use.name.deviceId === deviceId && use.name.boot === boot && use.name.seq === seq;
    // Asked again after a lost answer: the door was told once.
    if (isSame) return { outcome: use.verdict.outcome, reason: use.verdict.reason };
    return { outcome: outcomeOf('replayed', pass.class, 'in'), reason: 'replayed' };
  }
  const [door] = await Promise.all([
    doors.open({ gateId, by, now: at }),
    last.note(gateId, { outcome: 'allow', at }),
  ]);
  const did = { opened: 'opened', door_silent: 'silent', no_door: 'none' } as const;
  return { outcome: 'allow', reason: verdict.reason, door: did[door] };
}
