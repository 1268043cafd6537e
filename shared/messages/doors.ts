import * as z from 'zod';
import { DoorReport } from '../door/door-messages.ts';
import { DOOR_ALARMS, WITHOUT_POWER } from '../door/door-state.ts';
import { DoorId, GateId } from '../ids.ts';
import { endpoint } from './endpoint.ts';

const UnixMs = z.number().int().min(1_700_000_000_000).max(9_999_999_999_999);

const AlarmNow = z.object({ alarm: z.enum(DOOR_ALARMS), since: UnixMs });

/** `never`: enrolled, and not a word from it yet. */
const DOOR_CONNECTIONS = ['never', 'online', 'offline'] as const;

/** A gate's door, as the office sees it. */
export const ManagedDoor = z.object({
  gateId: GateId,
  doorId: DoorId,
  state: z.enum(['enrolled', 'removed']),
  /** Of the enrolment, for whoever changes it. */
  version: z.number().int().min(1),
  withoutPower: z.enum(WITHOUT_POWER),
  enrolledAt: UnixMs,
  connection: z.enum(DOOR_CONNECTIONS),
  heardAt: UnixMs.optional(),
  /** As it last said; absent where it never did. */
  report: DoorReport.pick({ lock: true, leaf: true }).optional(),
  alarms: z.array(AlarmNow),
  /** The newest that are over, newest first. */
  past: z.array(AlarmNow.extend({ until: UnixMs })),
});
export type ManagedDoor = z.infer<typeof ManagedDoor>;
export const listDoors = endpoint({
  method: 'GET',
  path: '/api/v1/manager/doors/compounds/:compoundId',
  answer: z.object({ doors: z.array(ManagedDoor) }),
});

const path = '/api/v1/manager/doors/gates/:gateId';
export const EnrolDoor = z.strictObject({
  withoutPower: z.enum(WITHOUT_POWER),
  /** Of the door that stands there, which goes; 0 for none. */
  version: z.number().int().min(0),
});
/** Shown once: the secret is stored nowhere, and nobody can ask for it again. */
export const EnrolledDoor = z.object({ doorId: DoorId, secret: z.string() });
export type EnrolledDoor = z.infer<typeof EnrolledDoor>;
export const enrolDoor = endpoint({ method: 'PUT', path, body: EnrolDoor, answer: EnrolledDoor });
export const removeDoor = endpoint({
  method: 'DELETE',
  path,
  body: z.strictObject({ version: z.number().int().min(1) }),
});

/** `door_silent`: it did not say that it opened; somebody has to look. */
export const DoorOpened = z.object({ outcome: z.enum(['opened', 'door_silent']) });
export type DoorOpened = z.infer<typeof DoorOpened>;
/** From the office: to try a door that was just installed, or for somebody who rang. */
export const openDoorFromOffice = endpoint({
  method: 'POST',
  path: `${path}/openings`,
  answer: DoorOpened,
});

/** A gate's door, as its own device sees it. */
export const DoorHere = z.object({
  /** `none`: this gate has no door that the system opens. */
  connection: z.enum(['none', ...DOOR_CONNECTIONS]),
  alarms: z.array(AlarmNow),
});
export type DoorHere = z.infer<typeof DoorHere>;
export const readDoorHere = endpoint({
  method: 'GET',
  path: '/api/v1/doors/gates/:gateId',
  answer: DoorHere,
});
export const openDoorHere = endpoint({
  method: 'POST',
  path: '/api/v1/doors/gates/:gateId/openings',
  answer: DoorOpened,
});
