import { compoundOf, type PlaceId } from '../../shared/ids.ts';
import type { NotificationSettings } from '../../shared/messages/inbox.ts';
import type { ResidentActor, StaffActor } from '../platform/actor.ts';
import { factsOf } from '../platform/audit.ts';
import { personOf } from './person-of-actor.ts';
import type { SettingsStore } from './settings-store.ts';

/** Where the fact of a change is kept: with the first place that somebody belongs to. */
const placesOf = (actor: ResidentActor | StaffActor): PlaceId[] =>
  actor.kind === 'staff'
    ? actor.grants.map(({ node }) => node)
    : [...actor.residentIds, ...actor.waitingIds].map(compoundOf);

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
  const place = placesOf(actor).slice(0, 1);
  const audit = factsOf(actor, { action, place, purpose: 'own_record', now });
  await store.setSettings(personOf(actor), settings, audit);
  return undefined;
}
