import type { TenancyId } from '../../shared/ids.ts';
import type { ChangeTenancyRequest } from '../../shared/messages/houses.ts';
import { shanghaiDay } from '../../shared/time/shanghai.ts';
import { type Failure, fail, isFailure } from '../platform/failure.ts';
import type { ResidentStore } from '../residents/index.ts';
import { type AdvanceTenanciesPorts, advanceTenancy } from './advance-tenancies.ts';
import { type OfHouseInput, type OfHousePorts, takeHouse } from './of-house.ts';
import { dueAfter, type StoredTenancy } from './tenancy.ts';
import type { TenancyStore } from './tenancy-store.ts';
import { foreignTenant } from './tenants.ts';

export type ChangeTenancyPorts = OfHousePorts & {
  readonly tenancies: TenancyStore;
  readonly residents: Pick<ResidentStore, 'listHousehold'>;
} & AdvanceTenanciesPorts;
export type ChangeTenancyInput = OfHouseInput & {
  readonly tenancyId: TenancyId;
  readonly request: ChangeTenancyRequest;
};

/**
 * Another last day or other tenants, of a tenancy that has not ended. One that was over runs again,
 * and its passes ask no more, nor those of whoever is no tenant of it any more: at once, or by the
 * next run where that is broken off.
 */
export async function changeTenancy(
  ports: ChangeTenancyPorts,
  { tenancyId, request, ...input }: ChangeTenancyInput,
): Promise<undefined | Failure> {
  const how = { action: 'tenancy.record', purpose: 'tenancy' } as const;
  const taken = await takeHouse(ports, input, how);
  if (isFailure(taken)) return taken;
  const { houseId, now } = input;
  const { to, tenants, version } = request;
  const today = shanghaiDay(now);
  const before = await ports.tenancies.findTenancy(houseId, tenancyId);
  if (before === undefined) return fail('not_found');
  if (before.version !== version || before.state === 'ended') return fail('state_conflict');
  if (to < today || to < before.from) return fail('invalid_input', { field: 'to' });
  const stranger = foreignTenant(await ports.residents.listHousehold(houseId), tenants);
  if (stranger !== undefined) return fail('invalid_input', { field: stranger });

  const { due: _, leftAsking = [], ...kept } = before;
  const told = to === before.to ? before.told : [];
  const gone = before.asks ? [...leftAsking, ...before.tenants] : [];
  const left = gone.filter((one) => !tenants.includes(one));
  const asking = left.length === 0 ? {} : { leftAsking: left };
  const running = { ...kept, ...asking, state: 'running', to, tenants, told } as const;
  const due = dueAfter(running, today);
  const after: StoredTenancy = {
    ...running,
    ...(due === undefined ? {} : { due }),
    version: version + 1,
    audit: taken.facts,
  };
  const outcome = await ports.tenancies.changeTenancy(before, after);
  if (outcome === 'changed') return fail('state_conflict');
  if (outcome === 'tenant_elsewhere') return fail('tenant_elsewhere');
  await advanceTenancy(ports, after, now);
  return undefined;
}
