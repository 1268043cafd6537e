import { compoundOf, type GateId } from '../../shared/ids.ts';
import type { DoorOpened } from '../../shared/messages/doors.ts';
import { mayAct, type StaffActor } from '../platform/actor.ts';
import { type Failure, fail } from '../platform/failure.ts';
import { type OpenDoorPorts, openDoor } from './open-door.ts';

/** Opens a door from the office; who did so is kept with the opening. */
export async function openFromOffice(
  ports: OpenDoorPorts,
  {
    actor,
    gateId,
    now,
  }: { readonly actor: StaffActor; readonly gateId: GateId; readonly now: number },
): Promise<DoorOpened | Failure> {
  if (!mayAct(actor, 'door.open', compoundOf(gateId), now)) return fail('not_permitted');
  const { staffId } = actor;
  const outcome = await openDoor(ports, { gateId, by: 'office', staffId, now });
  return outcome === 'no_door' ? fail('not_found') : { outcome };
}
