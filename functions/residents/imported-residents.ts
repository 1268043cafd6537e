import type { AccountId, ImportId } from '../../shared/ids.ts';
import type { Tie } from '../../shared/messages/register.ts';
import type { AuditFacts } from '../platform/audit.ts';
import type { HousePlace } from './register-row.ts';
import type { Registered } from './registered.ts';
import type { NewResident } from './resident.ts';

/** What a roster does with people besides registering them. */
export interface ImportedResidents {
  /**
   * Registers somebody of a roster who is not there: what hangs on them first, and last their
   * record. Broken off between, the same again does the rest, and nobody sees half of them, since
   * whoever is being imported counts once the import is done.
   */
  register(
    somebody: { readonly resident: NewResident; readonly place: HousePlace },
    audit: AuditFacts,
  ): Promise<void>;
  /**
   * Takes people out of the register whom this roster made, each with all that came with them,
   * where nobody has changed them since: as if the roster had not been.
   * @returns how many; of the others somebody has, or they came by another way
   */
  takeBack(
    people: readonly { readonly resident: NewResident; readonly place: HousePlace }[],
    by: { readonly importId: ImportId; readonly audit: AuditFacts },
  ): Promise<number>;
  /** So many are taken back by one write: more are so many writes more. */
  readonly takenBackTogether: number;
  /**
   * What a roster knows better of somebody who is registered: the tie, and the number where it
   * names one.
   * @returns `changed` where they are not as they were read
   */
  correct(
    registered: Registered,
    known: { readonly tie: Tie; readonly accountId?: AccountId | undefined },
    audit: AuditFacts,
  ): Promise<'corrected' | 'changed'>;
}
