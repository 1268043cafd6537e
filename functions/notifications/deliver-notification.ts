import type { Notification } from '../../shared/messages/notifications.ts';
import { channelsFor, dueAfter, type Sending } from './delivery.ts';
import { digestOf } from './inbox-keys.ts';
import type { Outbox } from './outbox.ts';
import type { Person } from './person.ts';
import { recipientsOf } from './recipients.ts';
import { type SendPorts, sendMessage } from './send-message.ts';
import { USUAL_SETTINGS } from './settings.ts';

export type DeliverPorts = SendPorts & { readonly outbox: Pick<Outbox, 'forgetNumber'> };

/**
 * Brings a notification to everybody whom it is for: into the inbox at once, and to the phone by
 * the channels that they want, now or once it is no longer quiet. Broken off anywhere and begun
 * again, nobody is told twice and nobody is left out.
 */
export async function deliverNotification(
  ports: DeliverPorts,
  notification: Notification,
  now: number,
): Promise<void> {
  const people = await recipientsOf(ports, notification, now);
  for (const person of people) await deliverTo(ports, person, { notification, now });
  if (notification.sealedNumber !== undefined) await ports.outbox.forgetNumber(notification);
  if (people.length > 0) return;
  const { template, compoundId } = notification;
  ports.log.info('notification-for-nobody', { template, compoundId });
}

async function deliverTo(
  ports: DeliverPorts,
  person: Person,
  { notification, now }: { readonly notification: Notification; readonly now: number },
): Promise<void> {
  const { deliveries, settings: chosen, channels } = ports;
  const told = await deliveries.tell(person, notification);
  const [settings = USUAL_SETTINGS, openId, subscriptions] = await Promise.all([
    chosen.findSettings(person),
    channels.wechat === undefined ? undefined : channels.openIds.findOpenId(person),
    channels.push?.subscriptions.listSubscriptions(person),
  ]);
  const wanted = channelsFor(notification, {
    wants: settings.kinds,
    hasWeChat: openId !== undefined,
    hasPush: subscriptions !== undefined && subscriptions.length > 0,
  });
  const { to, key, ...content } = notification;
  for (const channel of wanted) {
    if (told.channels[channel] !== undefined) continue;
    const sending: Sending = {
      ...content,
      at: told.at,
      person,
      ...('account' in to ? {} : { to }),
      digest: digestOf(key),
      channel,
      due: dueAfter(notification, settings.quiet, now),
      tries: 0,
    };
    await deliveries.plan(sending);
    if (sending.due <= now) await sendMessage(ports, sending, now);
  }
}
