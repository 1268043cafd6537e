import { compoundOf, type GateId } from '../../shared/ids.ts';
import type { GateDayCounts } from '../../shared/messages/gate-days.ts';
import { mayAct, type StaffActor } from '../platform/actor.ts';
import { type Failure, fail } from '../platform/failure.ts';
import { announcedClosure } from './closing.ts';
import { countScans } from './gate-day-counts.ts';
import type { GateDayStore } from './gate-day-store.ts';
import type { GateStore } from './gate-store.ts';
import { type HoldersPorts, holdersNow } from './holders-now.ts';

export type CountGateDayPorts = HoldersPorts & {
  readonly days: Pick<GateDayStore, 'listScans' | 'listServerDecisions'>;
  readonly gates: Pick<GateStore, 'findGate'>;
};

const DAY_MS = 86_400_000;
export const dayBefore = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) - DAY_MS).toISOString().slice(0, 10);

/** Who came in at a gate on a day and who was sent away, as counts; nobody's passages. */
export async function countGateDay(
  ports: CountGateDayPorts,
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
): Promise<GateDayCounts | Failure> {
  const compound = compoundOf(gateId);
  if (!mayAct(actor, 'gate_day.read', compound, now)) return fail('not_permitted');
  const [gate, { holders }, byServer, ...scans] = await Promise.all([
    ports.gates.findGate(gateId),
    holdersNow(ports, compound, now),
    ports.days.listServerDecisions(gateId, day, now),
    ports.days.listScans(gateId, day, now),
    // A batch that began before midnight lies with the day before.
    ports.days.listScans(gateId, dayBefore(day), now),
  ]);
  return countScans(
    [...scans.flat(), ...byServer],
    day,
    (index) => holders[String(index)]?.building,
    (at) => gate !== undefined && announcedClosure(gate, at) !== undefined,
  );
}
