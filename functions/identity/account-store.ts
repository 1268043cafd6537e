import type { AccountId, ResidentId, StaffId } from '../../shared/ids.ts';
import type { AuditFacts } from '../platform/audit.ts';
import type { Holders, StaffMember } from './account.ts';

export interface AccountStore {
  /**
   * For whom the account speaks, in one query, never an older state than was acknowledged; nobody
   * for an account that is not registered.
   */
  findHolders(account: AccountId): Promise<Holders>;
  /** One member of staff with the grants as they stand, never older than was acknowledged. */
  findStaff(account: AccountId, staff: StaffId): Promise<StaffMember | undefined>;
  /** What was offered to the number is taken: it has signed in. */
  takeOffers(
    account: AccountId,
    residents: readonly ResidentId[],
    audit: AuditFacts,
  ): Promise<void>;
  /** Whether the account spoke for this resident and does no more, whatever its session says. */
  hasEnded(account: AccountId, resident: ResidentId): Promise<boolean>;
  /** Notes that a resident's page was signed in by this account. */
  noteSeen(account: AccountId, nowMs: number): Promise<void>;
  /**
   * Records a member of staff under their phone with every role they hold, and each role at its
   * place; the same again changes nothing.
   */
  recordStaff(account: AccountId, member: StaffMember, facts: AuditFacts): Promise<void>;
}
