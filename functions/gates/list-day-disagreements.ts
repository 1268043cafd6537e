import { compoundOf, type GateId } from '../../shared/ids.ts';
import type { DayDisagreement, RefusedRelief } from '../../shared/messages/gate-days.ts';
import { mayAct, type StaffActor } from '../platform/actor.ts';
import { type Failure, fail } from '../platform/failure.ts';
import type { GateDayStore } from './gate-day-store.ts';

/** The scans of a day on which gate and server differ, newest first: who was let in but wrong, above all. */
export async function listDayDisagreements(
  { days }: { readonly days: Pick<GateDayStore, 'listDisagreements' | 'listRefusedReliefs'> },
  {
    actor,
    gateId,
    day,
    now,
  }: {
    readonly actor: StaffActor;
    readonly gateId: GateId;
    readonly day: string;
    readonly now: number;
  },
): Promise<{ disagreements: DayDisagreement[]; refusedReliefs: RefusedRelief[] } | Failure> {
  if (!mayAct(actor, 'gate_day.read', compoundOf(gateId), now)) {
    return fail('not_permitted');
  }
  const [found, refused] = await Promise.all([
    days.listDisagreements(gateId, day, now),
    days.listRefusedReliefs(gateId, day, now),
  ]);
  const disagreements = found
    .toSorted((one, other) => other.scannedAt - one.scannedAt)
    .map(({ scannedAt, direction, device, server, decision, deviceId }) => ({
      scannedAt,
      direction,
      gate: device,
      server,
      letIn: device.outcome === 'allow' || decision === 'let_in',
      deviceId,
    }));
  return { disagreements, refusedReliefs: [...refused] };
}
