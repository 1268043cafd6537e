import type { Notification } from '../../shared/messages/notifications.ts';
import type { Outbox } from './outbox.ts';

/** What a verb needs to tell somebody something. */
export type NotifyPorts = { readonly outbox: Pick<Outbox, 'put'> };

/**
 * Tells somebody something: it is kept to be delivered, and this waits for no phone. What `key`
 * names is told once to the same person, however often it is repeated.
 */
export function notify({ outbox }: NotifyPorts, notification: Notification): Promise<void> {
  return outbox.put(notification);
}
