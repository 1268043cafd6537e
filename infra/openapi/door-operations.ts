import * as doors from '../../shared/messages/doors.ts';
import { EXAMPLE } from './example-values.ts';
import { operation } from './operation.ts';

const { gateId, now } = EXAMPLE;
const doorId = 'dor_1_1_0123456789abcdef';

/** Doors, for the office. */
export const OF_DOORS = [
  operation(doors.listDoors, 'door.read', 'The doors of a compound, and what is wrong with them', {
    answer: {
      doors: [
        {
          gateId,
          doorId,
          state: 'enrolled',
          version: 1,
          withoutPower: 'entry_stays_locked',
          enrolledAt: now,
          connection: 'online',
          heardAt: now,
          report: { lock: 'locked', leaf: 'held_open' },
          alarms: [{ alarm: 'held_open', since: now }],
          past: [{ alarm: 'silent', since: now - 60_000, until: now }],
        },
      ],
    },
  }),
  operation(doors.enrolDoor, 'door.enrol', 'Enrol a door; its secret is shown once', {
    body: { withoutPower: 'entry_stays_locked', version: 0 },
    answer: { doorId, secret: 'AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8' },
  }),
  operation(doors.removeDoor, 'door.remove', 'Take a door away', { body: { version: 1 } }),
  operation(doors.openDoorFromOffice, 'door.open', 'Open a door once', {
    answer: { outcome: 'opened' },
  }),
];

/** A gate's own door, for its device. */
export const OF_DOORS_HERE = [
  operation(doors.readDoorHere, 'door.read_here', 'How the door of one’s gate stands', {
    answer: { connection: 'online', alarms: [] },
  }),
  operation(doors.openDoorHere, 'door.open_here', 'Open the door of one’s gate, on duty', {
    answer: { outcome: 'door_silent' },
  }),
];
