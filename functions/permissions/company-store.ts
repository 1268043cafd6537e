import type { CompoundId } from '../../shared/ids.ts';
import type { AuditFacts } from '../platform/audit.ts';
import type { Company } from './company.ts';

/** Who runs the compounds. */
export interface CompanyStore {
  /** Never older than was acknowledged; undefined where nobody has noted it. */
  findCompany(compound: CompoundId): Promise<Company | undefined>;
  /** Writes the next state, unless somebody else has written since `seen`. */
  recordCompany(
    compound: CompoundId,
    seen: Company | undefined,
    next: Omit<Company, 'version'>,
    facts: AuditFacts,
  ): Promise<'recorded' | 'changed'>;
}
