import { base64Url } from '../../shared/door/door-mac.ts';
import type { GateId, StaffId } from '../../shared/ids.ts';
import type { RandomBytes } from '../platform/random.ts';
import { type ChangeStandingPorts, changeStanding } from './change-standing.ts';
import { afterSilence, type OpenedBy } from './door.ts';
import type { DoorRelay } from './door-relay.ts';
import type { DoorStore } from './door-store.ts';

export type OpenDoorPorts = ChangeStandingPorts & {
  readonly doors: Pick<DoorStore, 'findDoor' | 'findStanding' | 'changeStanding'>;
  readonly relay: DoorRelay;
  readonly random: RandomBytes;
};

export type OpenDoorInput = {
  readonly gateId: GateId;
  readonly by: OpenedBy;
  readonly staffId?: StaffId;
  readonly now: number;
};
/** `door_silent`: nobody knows whether it opened; somebody has to look, and is told to. */
export type DoorOpening = 'opened' | 'door_silent' | 'no_door';

const ASK_BYTES = 16;

/**
 * Opens a gate's door once, for whoever was let in. Whether they may, the caller has decided; this
 * keeps by whose wish it was, and not who it was. A door that does not acknowledge raises its alarm.
 */
export async function openDoor(
  ports: OpenDoorPorts,
  { gateId, by, staffId, now }: OpenDoorInput,
): Promise<DoorOpening> {
  const door = await ports.doors.findDoor(gateId);
  if (door === undefined || door.removedAt !== undefined) return 'no_door';
  const { doorId } = door;
  const ask = base64Url(ports.random(ASK_BYTES));
  const who = staffId === undefined ? {} : { staffId };
  const outcome = await ports.relay.open({ ask, doorId, gateId, by, ...who, at: now });
  if (outcome === 'acknowledged') return 'opened';
  await changeStanding(ports, { gateId, now }, (seen) => afterSilence(seen, now));
  return 'door_silent';
}
