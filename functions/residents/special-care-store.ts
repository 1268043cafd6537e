import type { ResidentId } from '../../shared/ids.ts';
import type { AuditFacts } from '../platform/audit.ts';
import type { SpecialCare } from './special-care.ts';

/** Who looks after whom. It answers about one person at a time, and lists nobody. */
export interface SpecialCareStore {
  findCare(resident: ResidentId): Promise<SpecialCare | undefined>;
  /** Says who looks after somebody from now on, in the place of who did. */
  assign(care: SpecialCare, audit: AuditFacts): Promise<void>;
  /** Where there is none, nothing changes. */
  end(resident: ResidentId, audit: AuditFacts): Promise<void>;
}
