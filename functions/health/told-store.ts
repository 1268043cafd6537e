import type { CompoundId } from '../../shared/ids.ts';
import type { Notification } from '../../shared/messages/notifications.ts';
import type { EmergencyHere, KeyOf } from '../emergencies/index.ts';

/** What names a notification in the outbox and in inboxes. */
export type ToldNotification = Pick<Notification, 'compoundId' | 'key' | 'to'>;

/** What people were told through an emergency, so that its end can take it back from where it lies. */
export interface ToldStore {
  /** The same again changes nothing. */
  note(here: EmergencyHere, told: ToldNotification): Promise<void>;
  list(emergency: KeyOf, compound: CompoundId): AsyncIterable<ToldNotification>;
}
