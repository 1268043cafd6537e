import * as messages from '../../shared/messages/doors.ts';
import type { DeviceAccess } from '../gates/index.ts';
import type { StaffActor } from '../platform/actor.ts';
import type { Failure } from '../platform/failure.ts';
import { type App, mountRoute } from '../platform/http.ts';
import type { IncomingRequest } from '../platform/incoming-request.ts';
import type { DoorStore } from './door-store.ts';
import { type EnrolDoorPorts, enrolDoor } from './enrol-door.ts';
import { listDoors } from './list-doors.ts';
import { openAtGate, readDoorHere } from './open-at-gate.ts';
import type { OpenDoorPorts } from './open-door.ts';
import { openFromOffice } from './open-from-office.ts';
import { removeDoor } from './remove-door.ts';

export type DoorRoutesDeps = OpenDoorPorts &
  EnrolDoorPorts & {
    readonly doors: DoorStore;
    readonly access: DeviceAccess;
    readonly authenticate: (request: IncomingRequest) => Promise<StaffActor | Failure>;
  };

/** Doors: for the office that enrols them, and for the devices of their gates. */
export function mountDoorRoutes(app: App, deps: DoorRoutesDeps): void {
  const { authenticate, access } = deps;
  mountRoute(app, {
    endpoint: messages.listDoors,
    action: 'door.read',
    authenticate,
    handle: ({ params, actor, now }) => listDoors(deps, { actor, ...params, now }),
  });
  mountRoute(app, {
    endpoint: messages.enrolDoor,
    action: 'door.enrol',
    authenticate,
    handle: ({ params, body, actor, now }) => enrolDoor(deps, { actor, ...params, ...body, now }),
  });
  mountRoute(app, {
    endpoint: messages.removeDoor,
    action: 'door.remove',
    authenticate,
    handle: ({ params, body, actor, now }) => removeDoor(deps, { actor, ...params, ...body, now }),
  });
  mountRoute(app, {
    endpoint: messages.openDoorFromOffice,
    action: 'door.open',
    authenticate,
    handle: ({ params, actor, now }) => openFromOffice(deps, { actor, ...params, now }),
  });
  mountRoute(app, {
    endpoint: messages.readDoorHere,
    action: 'door.read_here',
    authenticate: access.authenticate,
    handle: ({ params, actor, now }) => readDoorHere(deps, { actor, ...params, now }),
  });
  mountRoute(app, {
    endpoint: messages.openDoorHere,
    action: 'door.open_here',
    authenticate: access.authenticate,
    handle: ({ params, actor, now }) => openAtGate(deps, { actor, ...params, now }),
  });
}
