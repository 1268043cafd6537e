import { compoundOf, type ResidentId } from '../../shared/ids.ts';
import type { ManagedResident } from '../../shared/messages/residents.ts';
import type { CompoundStore } from '../compounds/index.ts';
import { mayAct, type StaffActor } from '../platform/actor.ts';
import { type Failure, fail } from '../platform/failure.ts';
import { atHome } from './end-residence.ts';
import type { ProxyStore } from './proxy-store.ts';
import { holding, shownProxy } from './read-own-record.ts';
import { isChild } from './register-row.ts';
import type { ResidentStore } from './resident-store.ts';

export type ReadResidentPorts = {
  readonly residents: Pick<ResidentStore, 'findResident' | 'findResidents' | 'listHousehold'>;
  readonly compounds: Pick<CompoundStore, 'findPlaces'>;
  readonly proxies: Pick<ProxyStore, 'listProxies'>;
};

/** What a read of residents takes. */
const MOST_OF_A_HOUSE = 100;

/** One resident, for whoever keeps the register. */
export async function readResident(
  ports: ReadResidentPorts,
  {
    actor,
    residentId,
    now,
  }: { readonly actor: StaffActor; readonly residentId: ResidentId; readonly now: number },
): Promise<ManagedResident | Failure> {
  if (!mayAct(actor, 'resident.read', compoundOf(residentId), now)) return fail('not_permitted');
  const resident = await ports.residents.findResident(residentId);
  const home = resident && (await atHome(ports, resident));
  if (resident === undefined || home === undefined) return fail('not_found');
  const [members, proxies] = await Promise.all([
    ports.residents.listHousehold(resident.houseId),
    ports.proxies.listProxies(residentId),
  ]);
  const ids = members.map((member) => member.residentId).filter((id) => id !== residentId);
  const household = await ports.residents.findResidents(ids.slice(0, MOST_OF_A_HOUSE));
  const { houseId, name, tie, childUntil, state, since, leaving, accountId, version } = resident;
  return {
    residentId,
    houseId,
    houseLabel: home.place.label,
    name,
    tie,
    class: resident.class,
    isChild: isChild(resident, now),
    ...(childUntil === undefined ? {} : { childUntil }),
    state,
    ...(since === undefined ? {} : { since }),
    hasPhone: accountId !== undefined,
    ...(leaving === undefined ? {} : { leaving }),
    household: household.map((one) => ({
      residentId: one.residentId,
      maskedName: one.maskedName,
      isChild: isChild(one, now),
      tie: one.tie,
    })),
    heldBy: holding(proxies, resident, now).map((proxy) => shownProxy(proxy, now)),
    version,
  };
}
