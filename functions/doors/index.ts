export type { DoorMessages } from './door-relay.ts';
export { doorKeyOf, doorSecretOf, isDoorPassword } from './door-secrets.ts';
export { createDoors } from './doors-dynamo.ts';
export { createGateDoors } from './gate-doors.ts';
export { noteRefusedAttempt } from './note-refused-attempt.ts';
export { type DoorOpening, type OpenDoorPorts, openDoor } from './open-door.ts';
export { type DoorRoutesDeps, mountDoorRoutes } from './routes.ts';
export { DoorEvent, takeDoorMessage } from './take-door-message.ts';
