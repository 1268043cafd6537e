import type { AccountId, PlaceId, StaffId } from '../../shared/ids.ts';
import type { GrantRow, StaffGrant, StoredStaff } from '../identity/index.ts';
import type { AuditFacts } from '../platform/audit.ts';

/** The roles that people hold, under whoever holds them and at the place where they do. */
export interface GrantStore {
  /**
   * Every role at these places' partitions: of a compound all roles inside it as well. Also those
   * that ended within the last year.
   */
  listGrants(places: readonly PlaceId[], nowMs: number): Promise<readonly GrantRow[]>;
  /** Whoever works under this account, with the roles as they stand; undefined for nobody. */
  findStaffOf(account: AccountId): Promise<StoredStaff | undefined>;
  /** One by their id, as they stand, never older than was acknowledged. */
  findStaff(account: AccountId, staff: StaffId): Promise<StoredStaff | undefined>;
  /** Gives a role, or another end to one that is held. @returns `changed` where it has to be decided anew */
  giveGrant(
    account: AccountId,
    seen: StoredStaff | undefined,
    given: { readonly staffId: StaffId; readonly maskedName: string; readonly grant: StaffGrant },
    facts: AuditFacts,
  ): Promise<'given' | 'changed'>;
  /**
   * Ends roles of one person.
   * @param whileStands a role that somebody else has to hold as this is written
   */
  endGrants(
    account: AccountId,
    seen: StoredStaff,
    ending: readonly StaffGrant[],
    facts: AuditFacts,
    whileStands?: GrantRow,
  ): Promise<'ended' | 'changed'>;
}
