import type { CompoundId } from '../../shared/ids.ts';
import type { Notification } from '../../shared/messages/notifications.ts';
import type { EmergencyHere } from '../emergencies/index.ts';
import { type NotifyPorts, notify, type ToldNotification } from '../notifications/index.ts';

/** What people were told through an emergency, so that all of it can be taken back. */
export interface ToldNotes {
  /** Safe to repeat. */
  note(here: Pick<EmergencyHere, 'emergencyId'>, told: ToldNotification): Promise<void>;
  /** In one of its compounds, in no particular order. */
  listTold(
    emergency: Pick<EmergencyHere, 'emergencyId'>,
    compound: CompoundId,
  ): AsyncIterable<ToldNotification>;
}

/**
 * Tells somebody something through an emergency: noted before it is told, so that nothing that was
 * told is left when the emergency ends. Its words and parameters say nothing of anybody's health.
 */
export async function tellOfEmergency(
  ports: NotifyPorts & { readonly told: Pick<ToldNotes, 'note'> },
  here: Pick<EmergencyHere, 'emergencyId'>,
  notification: Notification,
): Promise<void> {
  const { compoundId, key, to } = notification;
  await ports.told.note(here, { compoundId, key, to });
  await notify(ports, notification);
}
