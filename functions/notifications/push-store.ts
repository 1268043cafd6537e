import type { PushSubscription } from '../../shared/messages/push.ts';
import type { AuditFacts } from '../platform/audit.ts';
import type { Person } from './person.ts';

/** So many browsers of one person; one more, and the oldest goes. */
export const MOST_SUBSCRIPTIONS = 5;

/** Which browsers of somebody let themselves be told. A browser is one person's at a time. */
export interface PushStore {
  /** The oldest first. */
  listSubscriptions(person: Person): Promise<readonly PushSubscription[]>;
  /**
   * Keeps one as the newest; the same browser again takes its own place. Whoever had it before, on a
   * phone that is shared, has it no more.
   */
  addSubscription(person: Person, added: PushSubscription, audit: AuditFacts): Promise<void>;
  /** Where it stands there no more, nothing. */
  dropSubscription(person: Person, endpoint: string, audit: AuditFacts): Promise<void>;
}
