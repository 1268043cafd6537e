import type { GateId } from '../../shared/ids.ts';
import { noteRefusedAttempt } from './note-refused-attempt.ts';
import { type DoorOpening, type OpenDoorInput, type OpenDoorPorts, openDoor } from './open-door.ts';

/** The doors of gates, for a feature that lets somebody in. */
export function createGateDoors(ports: OpenDoorPorts) {
  return {
    open: (asked: OpenDoorInput): Promise<DoorOpening> => openDoor(ports, asked),
    /** Somebody was refused at a gate: five in a row raise its alarm. */
    noteRefused: (gateId: GateId, now: number): Promise<void> =>
      noteRefusedAttempt(ports, { gateId, now }),
  };
}
