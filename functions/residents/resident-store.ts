import type { CompoundId, HouseId, ResidentId } from '../../shared/ids.ts';
import type { AuditFacts } from '../platform/audit.ts';
import type { ProxyRecord } from './proxy.ts';
import type { HousePlace } from './register-row.ts';
import type { HouseMember, NewResident, Resident } from './resident.ts';

export interface ResidentStore {
  findResident(id: ResidentId): Promise<Resident | undefined>;
  /** In the order asked; ids that name nobody are left out. At most 100. */
  findResidents(ids: readonly ResidentId[]): Promise<readonly Resident[]>;
  /** Everybody of a compound, in the order of their ids. */
  listResidents(compound: CompoundId): Promise<readonly Resident[]>;
  /** Everybody registered at a house, masked, in the order of their ids. */
  listHousehold(house: HouseId): Promise<readonly HouseMember[]>;
  /** Whether anybody is registered at a house, as last acknowledged. */
  isLivedIn(house: HouseId): Promise<boolean>;
  /**
   * Records somebody new together with their place in the household and in the register and, where
   * they have a phone, the account that speaks for them: all of it or nothing.
   * @param somebody the resident, and where their house stands
   * @param recorded when their number was found to be theirs, with the change unless said otherwise;
   *   and of a child the guardians, each of whom holds its pass by their own number
   * @returns `exists` where the id is already somebody, who stays as they are; `no_house` where the
   * house is gone, or being removed at this moment
   */
  registerResident(
    somebody: { readonly resident: NewResident; readonly place: HousePlace },
    audit: AuditFacts,
    recorded?: {
      readonly numberAt: number | undefined;
      readonly guardians?: readonly ProxyRecord[];
    },
  ): Promise<'registered' | 'exists' | 'no_house'>;
  /** Notes whether somebody's tenancy is over; of who is not there any more, nothing. */
  noteTenancy(
    resident: ResidentId,
    tenancy: { readonly over: boolean },
    audit: AuditFacts,
  ): Promise<void>;
}
