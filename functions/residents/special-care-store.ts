import type { CompoundId, ResidentId, StaffId } from '../../shared/ids.ts';
import type { AuditFacts } from '../platform/audit.ts';
import type { SpecialCare } from './special-care.ts';

/**
 * Who looks after whom. It answers about one person at a time, and lists to a helper or backup
 * alone whom they look after themselves.
 */
export interface SpecialCareStore {
  findCare(resident: ResidentId): Promise<SpecialCare | undefined>;
  /** Whom somebody looks after in a compound, as helper or as backup. */
  listLookedAfterBy(compound: CompoundId, staffId: StaffId): Promise<readonly SpecialCare[]>;
  /** Says who looks after somebody from now on, in the place of who did. */
  assign(care: SpecialCare, audit: AuditFacts): Promise<void>;
  /** Where there is none, nothing changes. */
  end(resident: ResidentId, audit: AuditFacts): Promise<void>;
}
