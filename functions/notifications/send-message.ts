import type { Log } from '../platform/log.ts';
import { type ChannelPorts, sendBy } from './channels.ts';
import { afterFailure, type ChannelState, type Sending } from './delivery.ts';
import type { DeliveryStore } from './delivery-store.ts';
import { USUAL_SETTINGS } from './settings.ts';
import type { SettingsStore } from './settings-store.ts';

export type SendPorts = {
  readonly deliveries: DeliveryStore;
  readonly settings: Pick<SettingsStore, 'findSettings'>;
  readonly channels: ChannelPorts;
  readonly log: Log;
};

/**
 * One try to send a message that is due. Nobody else tries at the same time; whoever dies over it
 * leaves it to the next run.
 */
export async function sendMessage(ports: SendPorts, sending: Sending, now: number): Promise<void> {
  if (!(await ports.deliveries.take(sending, now))) return;
  await ports.deliveries.settle(sending, await attempt(ports, sending, now));
}

async function attempt(
  { channels, deliveries, settings, log }: SendPorts,
  sending: Sending,
  now: number,
): Promise<ChannelState> {
  const { channel, person, template } = sending;
  // What waited for the morning or for another try, and was read meanwhile, rings nobody's phone.
  if (sending.urgency === 'normal' && (await deliveries.isRead(sending))) {
    return { state: 'needless', at: now };
  }
  try {
    const isSent = await sendBy(channels, channel, { person, said: sending });
    return { state: isSent ? 'sent' : 'needless', at: now };
  } catch (error) {
    const { quiet } = (await settings.findSettings(person)) ?? USUAL_SETTINGS;
    const next = afterFailure(sending, quiet, now);
    const facts = { channel, template, tries: next.tries };
    if (next.state === 'waiting') log.info('notification-not-sent', facts);
    else log.fault('notification-undelivered', facts, error);
    return next;
  }
}
