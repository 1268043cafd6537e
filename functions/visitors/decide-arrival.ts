import { readCode } from '../../shared/code/pass-code.ts';
import { isRefusal } from '../../shared/code/refusal.ts';
import { decideScan, refuse } from '../../shared/gate/decide-scan.ts';
import type { Direction } from '../../shared/gate/outcomes.ts';
import { SeenCodes } from '../../shared/gate/seen.ts';
import type { GateId } from '../../shared/ids.ts';
import type { ArrivalVerdict } from '../../shared/messages/arrivals.ts';
import { challengesOf, type GateDirectory, type GateKeys, gateSecretOf } from '../gates/index.ts';
import type { GateDeviceActor } from '../platform/actor.ts';
import { type Failure, fail } from '../platform/failure.ts';
import { type DecideVisitPorts, decideVisit, recordOnly } from './decide-visit.ts';
import type { VerifyShown } from './verify-shown.ts';

export type DecideArrivalPorts = DecideVisitPorts & {
  readonly directory: GateDirectory;
  readonly verify: VerifyShown;
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
  if (shown.pass === undefined) return recordOnly(ports, scan, shown);
  return decideVisit(ports, scan, {
    shown,
    rules: gate.rules,
    serial: shown.pass.index,
    slot: proven.proof?.slot ?? 0,
    deviceKey: shown.pass.deviceKey ?? new Uint8Array(),
  });
}
