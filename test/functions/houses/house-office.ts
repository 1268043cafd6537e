import { type HouseId, type ResidentId, TenancyId } from '../../../shared/ids.ts';
import { ManagedHouse } from '../../../shared/messages/houses.ts';
import { shanghaiDay } from '../../../shared/time/shanghai.ts';
import { addDays } from '../../../shared/time/shanghai-days.ts';
import type { Gatehouse } from '../../support/gatehouse.ts';
import { HOUSES, RESIDENTS } from '../../support/street.ts';

/** The desk of whoever keeps the houses of the first compound. */
export function houseOffice(house: Gatehouse) {
  const { call, clock } = house;
  const manager = () => house.staffCookie('property_manager', { now: clock() });
  const path = (houseId: HouseId = HOUSES.family) => `/api/v1/manager/houses/${houseId}`;
  const post = async (to: string, body: unknown, method = 'POST') =>
    call('manager', method, to, { cookie: await manager(), body });
  const today = () => shanghaiDay(clock());
  const inDays = (days: number) => addDays(today(), days);

  return {
    path,
    post,
    today,
    inDays,
    read: async (houseId?: HouseId) => {
      const { body } = await call('manager', 'GET', path(houseId), { cookie: await manager() });
      return ManagedHouse.parse(body);
    },
    /** Asked for as it is answered: the mother rents from the father for so many days more. */
    askTenancy: (changed: Record<string, unknown> = {}) =>
      post(`${path()}/tenancies`, {
        from: today(),
        to: inDays(60),
        landlord: { residentId: RESIDENTS.father },
        tenants: [RESIDENTS.mother],
        ...changed,
      }),
    changeTenancy: (tenancyId: TenancyId, body: unknown) =>
      post(`${path()}/tenancies/${tenancyId}`, body, 'PUT'),
  };
}

export async function letHouse(
  office: ReturnType<typeof houseOffice>,
  changed: { readonly to?: string; readonly tenants?: readonly ResidentId[] } & Record<
    string,
    unknown
  > = {},
): Promise<TenancyId> {
  const { status, body } = await office.askTenancy(changed);
  if (status !== 200) throw new Error(`${status} ${JSON.stringify(body)}`);
  return TenancyId.parse(
    typeof body === 'object' && body !== null && 'tenancyId' in body ? body.tenancyId : undefined,
  );
}
