import { outcomeOf } from '../../shared/gate/decide-scan.ts';
import type { Direction, PassClass } from '../../shared/gate/outcomes.ts';
import { SeenCodes } from '../../shared/gate/seen.ts';
import { compoundIdOf, compoundOf, type GateId } from '../../shared/ids.ts';
import type { Verdict } from '../../shared/messages/gates.ts';
import { listAsOf, type StatusLists } from '../passes/index.ts';
import type { GateDeviceActor } from '../platform/actor.ts';
import { type Failure, fail } from '../platform/failure.ts';
import { challengesOf, type GateKeys, gateSecretOf } from './device-secrets.ts';
import type { GateDirectory } from './gate-directory.ts';
import type { ScanName } from './gate-keys.ts';
import type { JudgedScan, JudgeScan } from './judge-scan.ts';
import { isResidentsExit, keptUntil } from './scan-batch.ts';
import type { DecidedScan, ScanStore, Showing } from './scan-store.ts';

export type DecideScanPorts = {
  readonly directory: GateDirectory;
  readonly lists: StatusLists;
  readonly scans: Pick<ScanStore, 'useShowing' | 'findUse' | 'recordUnused'>;
  readonly judge: JudgeScan;
  readonly keys: GateKeys;
};

export type DecideScanInput = {
  readonly actor: GateDeviceActor;
  readonly gateId: GateId;
  readonly boot: number;
  readonly seq: number;
  readonly code: string;
  readonly direction: Direction;
  readonly now: number;
};

/**
 * Decides one scan for a gate that has no brain of its own. A code that is let in is used by the
 * write that records it: at two gates at once, one of them has it. The same scan asked again gets
 * its first answer, so that an answer may be lost.
 */
export async function decideScanOnServer(
  ports: DecideScanPorts,
  { actor, gateId, boot, seq, code, direction, now }: DecideScanInput,
): Promise<Verdict | Failure> {
  if (actor.gateId !== gateId) return fail('not_permitted');
  const compound = compoundOf(gateId);
  const gate = await ports.directory.findGate(gateId, now);
  if (gate === undefined) return fail('not_found');
  const list = await ports.lists.current(compound, now);
  const judged = await ports.judge({
    code,
    direction,
    now,
    time: { nowMs: now, grade: 'synced' },
    list: listAsOf(list, now),
    rules: gate.rules,
    challenges: challengesOf(() => gateSecretOf(ports.keys, actor.deviceId), gateId),
    // Who was let in before, the table knows: the write finds out.
    seen: new SeenCodes(),
  });
  const name = { deviceId: actor.deviceId, boot, seq };
  const verdict = verdictOf(judged);
  const passClass = judged.proven?.part.class;
  // An exit of somebody who lives here leaves no record, so asked again it is decided again.
  if (isResidentsExit(direction, passClass)) return verdict;

  const scan = { name, gateId, verdict, direction, at: now, keptUntil: keptUntil(passClass, now) };
  const showing = showingOf(judged);
  if (showing === undefined) return (await ports.scans.recordUnused(scan)).verdict;
  const use =
    verdict.outcome === 'allow'
      ? await ports.scans.useShowing(showing, scan)
      : await ports.scans.findUse(showing);
  if (use !== undefined && isSame(use.name, name)) return use.verdict;
  const refused =
    use !== undefined && verdict.outcome === 'allow' ? replayed(scan, passClass) : scan;
  return (await ports.scans.recordUnused(refused)).verdict;
}

function verdictOf({ decision: { outcome, reason, pass } }: JudgedScan): Verdict {
  return pass === undefined ? { outcome, reason } : { outcome, reason, class: pass.class };
}

/** What can be used once; a card shows the same for ever, and what is not genuine shows nothing. */
function showingOf({ decision: { pass }, proven }: JudgedScan): Showing | undefined {
  const slot = proven?.proof?.slot;
  if (pass === undefined || slot === undefined) return undefined;
  return { compound: compoundIdOf(pass.compound), index: pass.index, slot };
}

function isSame(one: ScanName, other: ScanName): boolean {
  return one.deviceId === other.deviceId && one.boot === other.boot && one.seq === other.seq;
}

function replayed(scan: DecidedScan, passClass: PassClass | undefined): DecidedScan {
  const outcome = outcomeOf('replayed', passClass ?? 'visitor', scan.direction);
  return { ...scan, verdict: { ...scan.verdict, outcome, reason: 'replayed' } };
}
