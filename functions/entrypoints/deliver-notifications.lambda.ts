import { deliverNotification, notificationIn } from '../notifications/index.ts';
import { systemClock } from '../platform/clock.ts';
import { stderrLog } from '../platform/log.ts';
import { type ItemChange, takeChanges } from '../platform/table-stream.ts';
import * as adapters from './adapters.ts';

const ports = await adapters.deliveryOfEnvironment(adapters.tableOfEnvironment());

async function take(change: ItemChange): Promise<void> {
  const notification = notificationIn(change);
  if (notification !== undefined) await deliverNotification(ports, notification, systemClock());
}

/** Brings what was put into the outbox to people. */
export const handler = (event: unknown) => takeChanges(event, take, stderrLog);
