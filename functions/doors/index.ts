export type { DoorMessages } from './door-relay.ts';
export { doorKeyOf, doorSecretOf, isDoorPassword } from './door-secrets.ts';
export type { DoorStore } from './door-store.ts';
export { createDoors, type DoorsDeps } from './doors-dynamo.ts';
export { noteRefusedAttempt } from './note-refused-attempt.ts';
export { type DoorOpening, type OpenDoorInput, type OpenDoorPorts, openDoor } from './open-door.ts';
export { type DoorRoutesDeps, mountDoorRoutes } from './routes.ts';
export { DoorEvent, takeDoorMessage } from './take-door-message.ts';
