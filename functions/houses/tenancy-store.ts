import type { AccountId, CompoundId, HouseId, ResidentId, TenancyId } from '../../shared/ids.ts';
import type { StoredTenancy } from './tenancy.ts';

/** A tenancy that time has something to do with. */
export type DueTenancy = {
  readonly houseId: HouseId;
  readonly tenancyId: TenancyId;
  readonly day: string;
};

/** The tenancies of a compound's houses. */
export interface TenancyStore {
  /** Never an older state than was acknowledged. */
  findTenancy(house: HouseId, tenancy: TenancyId): Promise<StoredTenancy | undefined>;
  listTenanciesOfHouse(house: HouseId): Promise<readonly StoredTenancy[]>;
  /** The one under which somebody is a tenant, while it has not ended. */
  findTenancyOfTenant(tenant: ResidentId): Promise<StoredTenancy | undefined>;
  /** What an account lets, while it has not ended. */
  listTenanciesOfLandlord(account: AccountId): Promise<readonly StoredTenancy[]>;
  /** Those to look at until this day, the longest due first: one query, however many there are. */
  listDueTenancies(compound: CompoundId, today: string): Promise<readonly DueTenancy[]>;

  /**
   * Records a new tenancy, all of it or nothing.
   * @returns `tenant_elsewhere` where one of the tenants is under another one that has not ended
   */
  recordTenancy(tenancy: StoredTenancy): Promise<'recorded' | 'tenant_elsewhere'>;

  /**
   * Puts `after` in the place of `before`, if nobody has changed that meanwhile, with everything by
   * which it is found. One that has ended is found by its house alone, and goes by itself.
   * @returns `changed` where somebody did, `tenant_elsewhere` as above
   */
  changeTenancy(
    before: StoredTenancy,
    after: StoredTenancy,
  ): Promise<'recorded' | 'changed' | 'tenant_elsewhere'>;

  /** Forgets an entry that no tenancy stands behind any more. */
  dropDue(due: DueTenancy): Promise<void>;
}
