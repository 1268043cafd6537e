import type { GateId } from '../../shared/ids.ts';
import type { DoorHere, DoorOpened } from '../../shared/messages/doors.ts';
import type { DeviceAccess } from '../gates/index.ts';
import type { GateDeviceActor } from '../platform/actor.ts';
import { type Failure, fail } from '../platform/failure.ts';
import type { DoorStore } from './door-store.ts';
import { alarmsNow } from './list-doors.ts';
import { type OpenDoorPorts, openDoor } from './open-door.ts';

type Input = { readonly actor: GateDeviceActor; readonly gateId: GateId; readonly now: number };

/** Opens the door of the gate that a device stands at, while a guard is on duty there. */
export async function openAtGate(
  ports: OpenDoorPorts & { readonly access: Pick<DeviceAccess, 'isOnDuty'> },
  { actor, gateId, now }: Input,
): Promise<DoorOpened | Failure> {
  if (actor.gateId !== gateId) return fail('not_permitted');
  if (!(await ports.access.isOnDuty(actor, now))) return fail('shift_not_open');
  const outcome = await openDoor(ports, { gateId, by: 'guard', now });
  return outcome === 'no_door' ? fail('not_found') : { outcome };
}

/** How the door of a device's own gate stands. */
export async function readDoorHere(
  { doors }: { readonly doors: Pick<DoorStore, 'findDoor' | 'findStanding'> },
  { actor, gateId }: Input,
): Promise<DoorHere | Failure> {
  if (actor.gateId !== gateId) return fail('not_permitted');
  const [door, standing] = await Promise.all([doors.findDoor(gateId), doors.findStanding(gateId)]);
  if (door === undefined || door.removedAt !== undefined || standing === undefined) {
    return { connection: 'none', alarms: [] };
  }
  return { connection: standing.connection, alarms: alarmsNow(standing) };
}
