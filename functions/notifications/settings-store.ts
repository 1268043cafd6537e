import type { NotificationSettings } from '../../shared/messages/inbox.ts';
import type { AuditFacts } from '../platform/audit.ts';
import type { Person } from './person.ts';

export interface SettingsStore {
  /** As somebody chose; undefined where they never did. */
  findSettings(person: Person): Promise<NotificationSettings | undefined>;
  setSettings(person: Person, settings: NotificationSettings, audit: AuditFacts): Promise<void>;
}
