import { compoundOf, type GateId } from '../../shared/ids.ts';
import type { Notification } from '../../shared/messages/notifications.ts';
import { alarmsBegun, type Standing } from './door.ts';
import type { DoorStore } from './door-store.ts';
import { type TellOfAlarmPorts, toldOfAlarms } from './told-of-alarms.ts';

/** Each try loses to somebody who got on; more often than this is a crowd before one door. */
const MOST_TRIES = 10;

export type ChangeStandingPorts = TellOfAlarmPorts & {
  readonly doors: Pick<DoorStore, 'findStanding' | 'changeStanding'>;
};

/**
 * Changes how a door stands by one conditional write, with the records of alarms that begin or end
 * and with what is told of them. What changes nothing is not written.
 * @param decide the same standing where nothing changes
 */
export async function changeStanding(
  ports: ChangeStandingPorts,
  { gateId, now }: { readonly gateId: GateId; readonly now: number },
  decide: (seen: Standing) => Standing,
): Promise<void> {
  let seen = await ports.doors.findStanding(gateId);
  for (let tries = 0; tries < MOST_TRIES && seen !== undefined; tries++) {
    const after = decide(seen);
    if (after === seen) return;
    const begun = alarmsBegun(seen, after);
    const told: readonly Notification[] =
      begun.length === 0
        ? []
        : await toldOfAlarms(ports, { compoundId: compoundOf(gateId), gateId, begun, now });
    const outcome = await ports.doors.changeStanding(seen, after, { told, now });
    if (outcome === 'changed') return;
    seen = outcome;
  }
  if (seen !== undefined) throw new Error('a door stands in a crowd');
}
