import { createDoorMessages } from '../doors/door-messages-iot.ts';
import type { DoorMessages } from '../doors/index.ts';
import { DoorVariables, readEnvironment } from './environment.ts';

/** The way to the doors. Apart from the other adapters: its client goes along only where it is used. */
export function doorMessagesOfEnvironment(): DoorMessages {
  const { AWS_ENDPOINT_URL_IOT_DATA_PLANE: endpoint } = readEnvironment(DoorVariables);
  return createDoorMessages(endpoint === undefined ? {} : { endpoint });
}
