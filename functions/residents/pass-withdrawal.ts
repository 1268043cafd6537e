import type { AccountId, ResidentId } from '../../shared/ids.ts';
import type { AuditFacts } from '../platform/audit.ts';

/** What the register asks of passes: it knows of their end and not of their making. */
export interface PassWithdrawal {
  /** Withdraws every pass of somebody who moved out, on phones and on paper. Again, it does the rest. */
  ofMovedOut(resident: ResidentId, audit: AuditFacts): Promise<void>;
  /** Withdraws what one number's sign-ins put on phones for a resident, by the resident's own wish. */
  ofNumber(resident: ResidentId, account: AccountId, audit: AuditFacts): Promise<void>;
}
