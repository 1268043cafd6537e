import type { AccountId, ProxyId, ResidentId } from '../../shared/ids.ts';
import type { AuditFacts } from '../platform/audit.ts';
import type { ProxyRecord } from './proxy.ts';
import type { Resident } from './resident.ts';

/** A proxy and, while it waits for its number to sign in, since when it does. */
export type StandingProxy = ProxyRecord & { readonly offeredAt?: number };

/** Who else holds the passes of residents. */
export interface ProxyStore {
  /** In the order of their ids, never older than was acknowledged. */
  listProxies(resident: ResidentId): Promise<readonly StandingProxy[]>;
  /**
   * Offers an adult's pass to another number, if the adult is still who was read: the number speaks
   * for them from its next sign-in on.
   * @returns `exists` where it does so already
   */
  offer(
    proxy: ProxyRecord,
    adult: Resident,
    audit: AuditFacts,
  ): Promise<'offered' | 'exists' | 'changed'>;
  /**
   * Ends it, if the adult is still who was read: the number speaks for them no more, also by a
   * running session. What was ended is known for a month, so that the same again is answered alike.
   * @returns the number's account; undefined where there was none
   */
  end(id: ProxyId, adult: Resident, audit: AuditFacts): Promise<AccountId | undefined | 'changed'>;
}
