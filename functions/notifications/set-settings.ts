import type { NotificationSettings } from '../../shared/messages/inbox.ts';
import type { ResidentActor, StaffActor } from '../platform/actor.ts';
import { factsOf } from '../platform/audit.ts';
import { ownPlaceOf } from './own-place.ts';
import { personOf } from './person-of-actor.ts';
import type { SettingsStore } from './settings-store.ts';

/** How whoever asks wants to be told from now on. */
export async function setSettings(
  { settings: store }: { readonly settings: SettingsStore },
  {
    actor,
    settings,
    now,
  }: {
    readonly actor: ResidentActor | StaffActor;
    readonly settings: NotificationSettings;
    readonly now: number;
  },
): Promise<undefined> {
  const isStaff = actor.kind === 'staff';
  const action = isStaff ? 'staff_notification_settings.set' : 'notification_settings.set';
  const audit = factsOf(actor, { action, place: ownPlaceOf(actor), purpose: 'own_record', now });
  await store.setSettings(personOf(actor), settings, audit);
  return undefined;
}
