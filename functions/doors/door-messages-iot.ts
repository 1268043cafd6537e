import { IoTDataPlaneClient, PublishCommand } from '@aws-sdk/client-iot-data-plane';
import { TIME_LIMITS } from '../platform/time-limits.ts';
import type { DoorMessages } from './door-relay.ts';

/** Somebody stands before the door: a second try after this would come too late. */
const MOST_TRIES = 2;

/** By the broker's own HTTP interface: AWS IoT Core's, and on one machine the same in front of its broker. */
export function createDoorMessages(
  options: { readonly endpoint?: string; readonly region?: string } = {},
): DoorMessages {
  const client = new IoTDataPlaneClient({
    ...options,
    requestHandler: TIME_LIMITS,
    maxAttempts: MOST_TRIES,
  });
  return {
    publish: async (topic, message) => {
      const payload = new TextEncoder().encode(JSON.stringify(message));
      await client.send(new PublishCommand({ topic, qos: 1, retain: false, payload }));
    },
  };
}
