import type { Notification } from '../../shared/messages/notifications.ts';
import type { DeliveryStore } from './delivery-store.ts';
import { digestOf } from './inbox-keys.ts';
import type { Outbox } from './outbox.ts';
import { peopleMeant, type RecipientPorts } from './recipients.ts';

/** What names a notification that was put into the outbox. */
export type ToldNotification = Pick<Notification, 'compoundId' | 'key' | 'to'>;

export type ForgetToldPorts = RecipientPorts & {
  readonly outbox: Pick<Outbox, 'takeBack'>;
  readonly deliveries: Pick<DeliveryStore, 'forget'>;
};

/**
 * Takes a notification back from everywhere it may lie: what is still to be delivered, the inboxes of
 * everybody it was for, what waits to be sent to a phone and what could not be. Safe to repeat. What
 * reached a phone as a message stays there.
 */
export async function forgetTold(
  ports: ForgetToldPorts,
  told: ToldNotification,
  now: number,
): Promise<void> {
  await ports.outbox.takeBack(told);
  const digest = digestOf(told.key);
  for (const person of await peopleMeant(ports, told, now)) {
    await ports.deliveries.forget(person, { compoundId: told.compoundId, digest });
  }
}
