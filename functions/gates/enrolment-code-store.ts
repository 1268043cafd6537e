import type { AuditFacts } from '../platform/audit.ts';
import type { EnrolmentUse, StoredEnrolmentCode } from './enrolment-code.ts';

/** Enrolment codes, found by their keyed hash alone. */
export interface EnrolmentCodeStore {
  /** @returns `taken` where the same digits are on offer already */
  offerCode(
    codeHash: string,
    code: StoredEnrolmentCode,
    audit: AuditFacts,
  ): Promise<'offered' | 'taken'>;

  /**
   * Consumes a code: of many devices at the same time one gets it. The device that did so gets the
   * same answer again, since answers are lost on bad networks.
   * @returns undefined where the code does not exist, has expired, or was another device's
   */
  useCode(
    codeHash: string,
    use: EnrolmentUse,
    audit: AuditFacts,
  ): Promise<(StoredEnrolmentCode & { readonly use: EnrolmentUse }) | undefined>;
}
