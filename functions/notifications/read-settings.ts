import type { NotificationSettings } from '../../shared/messages/inbox.ts';
import type { Person } from './person.ts';
import { USUAL_SETTINGS } from './settings.ts';
import type { SettingsStore } from './settings-store.ts';

/** How somebody wants to be told: as they chose, or as is usual. */
export async function readSettings(
  { settings }: { readonly settings: Pick<SettingsStore, 'findSettings'> },
  person: Person,
): Promise<NotificationSettings> {
  return (await settings.findSettings(person)) ?? USUAL_SETTINGS;
}
