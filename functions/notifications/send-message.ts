import type { Log } from '../platform/log.ts';
import { type ChannelPorts, sendBy } from './channels.ts';
import { afterFailure, type ChannelState, type Sending } from './delivery.ts';
import type { DeliveryStore } from './delivery-store.ts';
import { type RecipientPorts, recipientsOf } from './recipients.ts';
import { USUAL_SETTINGS } from './settings.ts';
import type { SettingsStore } from './settings-store.ts';

export type SendPorts = RecipientPorts & {
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

/** What waited for the morning or for another try, and is for them no more, rings nobody's phone. */
async function isOver(ports: SendPorts, sending: Sending, now: number): Promise<boolean> {
  const { to, urgency, person, compoundId } = sending;
  if (urgency === 'normal' && (await ports.deliveries.isRead(sending))) return true;
  if (to === undefined) return false;
  const people = await recipientsOf(ports, { to, compoundId }, now);
  return !people.some(({ account }) => account === person.account);
}

async function attempt(ports: SendPorts, sending: Sending, now: number): Promise<ChannelState> {
  const { channels, settings, log } = ports;
  const { channel, person, template } = sending;
  if (await isOver(ports, sending, now)) return { state: 'needless', at: now };
  try {
    const isSent = await sendBy(channels, channel, { person, said: sending, now });
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
