import { compoundOf } from '../../shared/ids.ts';
import type { OwnHouse, OwnTenancy } from '../../shared/messages/houses.ts';
import { shanghaiDay } from '../../shared/time/shanghai.ts';
import { daysBetween } from '../../shared/time/shanghai-days.ts';
import type { CompoundStore } from '../compounds/index.ts';
import type { InboxStore } from '../notifications/index.ts';
import type { ResidentActor } from '../platform/actor.ts';
import type { ResidentStore } from '../residents/index.ts';
import type { StoredTenancy } from './tenancy.ts';
import type { TenancyStore } from './tenancy-store.ts';
import type { VehicleStore } from './vehicle-store.ts';

export type ReadOwnHousePorts = {
  readonly tenancies: TenancyStore;
  readonly vehicles: VehicleStore;
  readonly residents: Pick<ResidentStore, 'findResidents'>;
  readonly compounds: Pick<CompoundStore, 'findPlaces'>;
  readonly inboxes: Pick<InboxStore, 'listTenancyNotices'>;
};

type Seen = { readonly tenancy: StoredTenancy; readonly as: OwnTenancy['as'] };

/**
 * Until when somebody rents or lets, which cars are noted for the house, and what they were told of
 * it. A number that waits for an answer whose it is lets nothing and hears nothing.
 */
export async function readOwnHouse(
  ports: ReadOwnHousePorts,
  { actor, now }: { readonly actor: ResidentActor; readonly now: number },
): Promise<OwnHouse> {
  const isSure = actor.waitingIds.length === 0;
  const held = await ports.residents.findResidents(actor.residentIds);
  const houseIds = [...new Set(held.map(({ houseId }) => houseId))];
  const [rented, lets, vehicles, notices] = await Promise.all([
    Promise.all(actor.residentIds.map((id) => ports.tenancies.findTenancyOfTenant(id))),
    isSure ? ports.tenancies.listTenanciesOfLandlord(actor.accountId) : [],
    Promise.all(
      houseIds.map(async (houseId) =>
        (await ports.vehicles.listVehicles(houseId)).map(({ plate }) => ({ houseId, plate })),
      ),
    ),
    isSure ? ports.inboxes.listTenancyNotices(actor.accountId, now) : [],
  ]);
  const seen = new Map<string, Seen>();
  for (const tenancy of lets) seen.set(tenancy.tenancyId, { tenancy, as: 'landlord' });
  for (const tenancy of rented) {
    if (tenancy !== undefined) seen.set(tenancy.tenancyId, { tenancy, as: 'tenant' });
  }
  return {
    tenancies: await named(ports, [...seen.values()], shanghaiDay(now)),
    plates: vehicles.flat(),
    notices: [...notices],
  };
}

async function named(
  { compounds }: ReadOwnHousePorts,
  seen: readonly Seen[],
  today: string,
): Promise<OwnTenancy[]> {
  if (seen.length === 0) return [];
  const houseIds = [...new Set(seen.map(({ tenancy }) => tenancy.houseId))];
  const places = await compounds.findPlaces(houseIds.map(compoundOf), houseIds);
  return seen.flatMap(({ tenancy, as }) => {
    const { tenancyId, houseId, from, to, state } = tenancy;
    const house = places.houses.find((place) => place.houseId === houseId);
    const compound = places.compounds.find(({ compoundId }) => compoundId === compoundOf(houseId));
    if (house === undefined || compound === undefined) return [];
    const words = { compoundName: compound.name, houseLabel: house.label };
    return [{ tenancyId, as, ...words, from, to, state, daysLeft: daysBetween(today, to) }];
  });
}
