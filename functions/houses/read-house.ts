import type { ResidentId } from '../../shared/ids.ts';
import type { ManagedHouse, Tenancy } from '../../shared/messages/houses.ts';
import { shanghaiDay } from '../../shared/time/shanghai.ts';
import { addDays, daysBetween } from '../../shared/time/shanghai-days.ts';
import { type Failure, isFailure } from '../platform/failure.ts';
import type { Resident, ResidentStore } from '../residents/index.ts';
import type { OccupancyStore } from './occupancy-store.ts';
import { type OfHouseInput, type OfHousePorts, takeHouse } from './of-house.ts';
import { type StoredTenancy, TENANCY_KEPT_DAYS } from './tenancy.ts';
import type { TenancyStore } from './tenancy-store.ts';
import type { VehicleStore } from './vehicle-store.ts';

export type ReadHousePorts = OfHousePorts & {
  readonly tenancies: TenancyStore;
  readonly vehicles: VehicleStore;
  readonly occupancy: OccupancyStore;
  readonly residents: Pick<ResidentStore, 'findResidents' | 'listHousehold'>;
};

/** What a read of residents takes. */
const MOST_NAMED = 100;

/** Who lives in a house, who lets it to whom until when, which cars are its, who lived there. */
export async function readHouse(
  ports: ReadHousePorts,
  input: OfHouseInput,
): Promise<ManagedHouse | Failure> {
  const how = { action: 'house.read', purpose: 'tenancy' } as const;
  const taken = await takeHouse(ports, input, how);
  if (isFailure(taken)) return taken;
  const { houseId, now } = input;
  const today = shanghaiDay(now);
  const [household, tenancies, vehicles, occupancy] = await Promise.all([
    ports.residents.listHousehold(houseId),
    ports.tenancies.listTenanciesOfHouse(houseId),
    ports.vehicles.listVehicles(houseId),
    ports.occupancy.listOccupancy(houseId, now),
  ]);
  const named = new Set<ResidentId>([
    ...household.map(({ residentId }) => residentId),
    ...tenancies.flatMap(({ tenants }) => tenants),
    ...occupancy.map(({ residentId }) => residentId),
  ]);
  const found = await ports.residents.findResidents([...named].slice(0, MOST_NAMED));
  const nameOf = new Map(found.map(({ residentId, maskedName }) => [residentId, maskedName]));
  const isHere = ({ residentId }: Resident) =>
    household.some((member) => member.residentId === residentId);

  return {
    houseId,
    label: taken.house.label,
    people: found
      .filter(isHere)
      .map(({ residentId, maskedName, tie }) => ({ residentId, maskedName, tie })),
    tenancies: tenancies
      .filter((tenancy) => isKept(tenancy, today))
      .sort(byStanding)
      .map((tenancy) => shownTenancy(tenancy, today, nameOf)),
    vehicles: [...vehicles],
    occupancy: occupancy
      .map((one) => {
        const maskedName = nameOf.get(one.residentId);
        return { ...one, ...(maskedName === undefined ? {} : { maskedName }) };
      })
      .sort((one, other) => ((one.from ?? '') < (other.from ?? '') ? 1 : -1)),
  };
}

/** A deletion by TTL comes late. */
function isKept({ endedOn }: StoredTenancy, today: string): boolean {
  return endedOn === undefined || today < addDays(endedOn, TENANCY_KEPT_DAYS);
}

function byStanding(one: StoredTenancy, other: StoredTenancy): number {
  const [a, b] = [one.state === 'ended', other.state === 'ended'];
  if (a !== b) return a ? 1 : -1;
  return one.from < other.from ? 1 : -1;
}

/** Whoever is gone from the register has no name any more. */
const NOBODY = '—';

function shownTenancy(
  tenancy: StoredTenancy,
  today: string,
  nameOf: ReadonlyMap<ResidentId, string>,
): Tenancy {
  const { tenancyId, from, to, state, landlord, tenants, told, endedOn, version } = tenancy;
  const { maskedName, residentId } = landlord;
  return {
    tenancyId,
    from,
    to,
    state,
    daysLeft: daysBetween(today, to),
    landlord: { maskedName, ...(residentId === undefined ? {} : { residentId }) },
    tenants: tenants.map((tenant) => ({
      residentId: tenant,
      maskedName: nameOf.get(tenant) ?? NOBODY,
    })),
    told,
    ...(endedOn === undefined ? {} : { endedOn }),
    version,
  };
}
