import type { NotificationSettings } from '../../shared/messages/inbox.ts';
import type { ResidentActor, StaffActor } from '../platform/actor.ts';
import { type AuditFacts, factsOf } from '../platform/audit.ts';
import { ownPlaceOf } from './own-place.ts';
import { personOf } from './person-of-actor.ts';
import type { SettingsStore } from './settings-store.ts';

/** The facts of whoever changes how they are told. */
export function settingsFacts(actor: ResidentActor | StaffActor, now: number): AuditFacts {
  const isStaff = actor.kind === 'staff';
  const action = isStaff ? 'staff_notification_settings.set' : 'notification_settings.set';
  return factsOf(actor, { action, place: ownPlaceOf(actor), purpose: 'own_record', now });
}

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
  await store.setSettings(personOf(actor), settings, settingsFacts(actor, now));
  return undefined;
}
