import type { CompoundId, ResidentId } from '../../shared/ids.ts';
import type { Notification } from '../../shared/messages/notifications.ts';
import type { AuditFacts } from '../platform/audit.ts';
import type { GuardianChanges } from './guardians.ts';
import type { ProxyRecord } from './proxy.ts';
import type { Registered } from './registered.ts';
import type { Resident } from './resident.ts';

/** A residence whose end is due: to be brought about, or to be finished where it was broken off. */
export type DueDeparture = { readonly residentId: ResidentId; readonly at: number };

/**
 * Changes of a resident's record. Each is one write of the record, the register, the household and
 * the numbers together, and counts only while the record is as it was read.
 */
export interface ResidenceStore {
  /**
   * Writes the record as it shall be. A number that is no longer theirs speaks for them no more,
   * unless `former` says that it goes on as a proxy. Guardians hold a child's pass until the day
   * that the record says, and of an adult none does.
   * @returns `exists` where the new number speaks for them already
   */
  edit(
    before: Registered,
    after: Resident,
    audit: AuditFacts,
    held?: {
      readonly former?: ProxyRecord | undefined;
      readonly guardians?: GuardianChanges | undefined;
    },
  ): Promise<'changed' | 'conflict' | 'exists'>;
  /** Notes when somebody is to leave, and has it come about then. */
  announce(
    before: Registered,
    leaving: NonNullable<Resident['leaving']>,
    audit: AuditFacts,
  ): Promise<'changed' | 'conflict'>;
  takeBack(before: Registered, audit: AuditFacts): Promise<'changed' | 'conflict'>;
  /**
   * Ends a residence: out of the household, every number speaks for them no more, their PIN and
   * their door card are good for nothing. The passes are
   * withdrawn after it, by whoever asked or, where that was broken off, by the clock.
   * @param on the day in Shanghai on which they moved out
   * @param told what they are told of it, if and only if it comes about
   */
  end(
    before: Registered,
    on: string,
    audit: AuditFacts,
    told?: Notification,
  ): Promise<'changed' | 'conflict'>;
  listDue(compound: CompoundId, nowMs: number): Promise<readonly DueDeparture[]>;
  /** Forgets one that is done. */
  dropDue(due: DueDeparture): Promise<void>;
}
