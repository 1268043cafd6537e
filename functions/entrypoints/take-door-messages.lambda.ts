import { createDoors, DoorEvent, doorKeyOf, takeDoorMessage } from '../doors/index.ts';
import { systemClock } from '../platform/clock.ts';
import { stderrLog } from '../platform/log.ts';
import * as adapters from './adapters.ts';
import { doorMessagesOfEnvironment } from './door-messages.ts';

const table = adapters.tableOfEnvironment();
const ports = {
  ...createDoors({ table, messages: doorMessagesOfEnvironment() }),
  doorKey: doorKeyOf(await adapters.secretOfEnvironment()),
  log: stderrLog,
};

/** Each message of a door, as the broker's rule hands it over. */
export const handler = (event: unknown): Promise<void> =>
  takeDoorMessage(ports, DoorEvent.parse(event), systemClock());
