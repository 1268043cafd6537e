import {
  compoundNumberOf,
  compoundOf,
  type HouseId,
  newTenancyId,
  type TenancyId,
} from '../../shared/ids.ts';
import type { LandlordRequest, RecordTenancyRequest } from '../../shared/messages/houses.ts';
import { shanghaiDay } from '../../shared/time/shanghai.ts';
import { addDays } from '../../shared/time/shanghai-days.ts';
import { type AccountDesk, accountOf } from '../identity/index.ts';
import { type Failure, fail, isFailure } from '../platform/failure.ts';
import type { RandomBytes } from '../platform/random.ts';
import { maskName, type ResidentStore } from '../residents/index.ts';
import { type OfHouseInput, type OfHousePorts, takeHouse } from './of-house.ts';
import { dueAfter, type Landlord, type StoredTenancy } from './tenancy.ts';
import type { TenancyStore } from './tenancy-store.ts';
import { foreignTenant } from './tenants.ts';

export type RecordTenancyPorts = OfHousePorts & {
  readonly tenancies: TenancyStore;
  readonly residents: Pick<ResidentStore, 'findResident' | 'listHousehold'>;
  readonly accounts: AccountDesk;
  readonly random: RandomBytes;
};

/** Nobody lets a house for longer (Civil Code, article 705: twenty years). */
const LONGEST_TENANCY_DAYS = 20 * 366;

/** Somebody registered, or somebody by name; of the number stays what can be told by and no more. */
async function landlordOf(
  { residents, accounts }: RecordTenancyPorts,
  houseId: HouseId,
  request: LandlordRequest,
): Promise<Landlord | undefined> {
  if ('residentId' in request) {
    const { residentId } = request;
    const isOfCompound = compoundOf(residentId) === compoundOf(houseId);
    const found = isOfCompound ? await residents.findResident(residentId) : undefined;
    if (found === undefined) return undefined;
    const { maskedName, accountId } = found;
    return { maskedName, residentId, ...(accountId === undefined ? {} : { accountId }) };
  }
  const { name, phone } = request;
  const maskedName = maskName(name);
  if (phone === undefined) return { maskedName };
  const accountId = accountOf(accounts.phoneKey, phone);
  await accounts.contacts.keep(accountId, phone);
  return { maskedName, accountId };
}

/** A tenancy of a house, of people who are registered there. */
export async function recordTenancy(
  ports: RecordTenancyPorts,
  { request, ...input }: OfHouseInput & { readonly request: RecordTenancyRequest },
): Promise<{ tenancyId: TenancyId } | Failure> {
  const how = { action: 'tenancy.record', purpose: 'tenancy' } as const;
  const taken = await takeHouse(ports, input, how);
  if (isFailure(taken)) return taken;
  const { houseId, now } = input;
  const { from, to, tenants } = request;
  const today = shanghaiDay(now);
  if (to < today || to < from || to > addDays(from, LONGEST_TENANCY_DAYS)) {
    return fail('invalid_input', { field: 'to' });
  }
  const stranger = foreignTenant(await ports.residents.listHousehold(houseId), tenants);
  if (stranger !== undefined) return fail('invalid_input', { field: stranger });
  const landlord = await landlordOf(ports, houseId, request.landlord);
  if (landlord === undefined) return fail('invalid_input', { field: 'landlord' });

  const started = { state: 'running', asks: false, told: [] } as const;
  const due = dueAfter({ ...started, to, told: [] }, today);
  const tenancy: StoredTenancy = {
    tenancyId: newTenancyId(compoundNumberOf(houseId), ports.random(10)),
    houseId,
    from,
    to,
    landlord,
    tenants,
    ...started,
    told: [],
    ...(due === undefined ? {} : { due }),
    version: 1,
    audit: taken.facts,
  };
  const outcome = await ports.tenancies.recordTenancy(tenancy);
  return outcome === 'recorded' ? { tenancyId: tenancy.tenancyId } : fail('tenant_elsewhere');
}
