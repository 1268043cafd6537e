import type { Notification } from '../../shared/messages/notifications.ts';
import type { EmergencyHere } from '../emergencies/index.ts';
import { type NotifyPorts, notify } from '../notifications/index.ts';
import type { ToldStore } from './told-store.ts';

export type TellPorts = NotifyPorts & { readonly told: Pick<ToldStore, 'note'> };

/**
 * Tells somebody something through an emergency. That it was told is noted first, under the key of
 * the emergency, so that nothing lies in an inbox that its end does not find.
 */
export async function tellSealed(
  { told, outbox }: TellPorts,
  here: EmergencyHere,
  notification: Notification,
): Promise<void> {
  const { compoundId, key, to } = notification;
  await told.note(here, { compoundId, key, to });
  await notify({ outbox }, notification);
}
