import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PlaceId } from '../../../shared/ids.ts';
import type { Role } from '../../../shared/roles.ts';
import { startEngine, type TestEngine } from '../../support/engine.ts';
import { fixedClock } from '../../support/fixed-clock.ts';
import { type Gatehouse, openGatehouse } from '../../support/gatehouse.ts';
import { layGates } from '../../support/gates.ts';
import { HOUSES, RESIDENTS } from '../../support/street.ts';
import { itemsOf } from '../../support/table-items.ts';
import { houseOffice, letHouse } from './house-office.ts';

let engine: TestEngine;
let house: Gatehouse;
let office: ReturnType<typeof houseOffice>;
beforeEach(async () => {
  engine = await startEngine();
  await layGates(engine.table);
  house = await openGatehouse(engine.table, fixedClock());
  office = houseOffice(house);
});
afterEach(() => engine.stop());

const itemsUnder = async (prefix: string) =>
  (await itemsOf(engine.table)).filter(({ sk }) => String(sk).startsWith(prefix));

describe('a tenancy', () => {
  it('is recorded with its landlord and tenants, masked, and says how long it runs', async () => {
    const tenancyId = await letHouse(office);
    const [tenancy] = (await office.read()).tenancies;
    expect(tenancy).toMatchObject({
      tenancyId,
      state: 'running',
      daysLeft: 60,
      landlord: { residentId: RESIDENTS.father, maskedName: '王**' },
      tenants: [{ residentId: RESIDENTS.mother, maskedName: '欧阳**' }],
      told: [],
      version: 1,
    });
  });

  it('says by whom it was written, and counts its versions', async () => {
    const tenancyId = await letHouse(office);
    await office.changeTenancy(tenancyId, {
      to: office.inDays(90),
      tenants: [RESIDENTS.mother],
      version: 1,
    });
    const [item] = await itemsUnder('tenancy#');
    expect(item).toMatchObject({
      version: 2,
      audit: {
        action: 'tenancy.record',
        office: 'property',
        purpose: 'tenancy',
        at: house.clock(),
      },
    });
  });

  it('keeps a landlord who lives elsewhere by a masked name and a pseudonym, never by the number', async () => {
    await letHouse(office, { landlord: { name: '沈月娥', phone: '139 0000 6666' } });
    const stored = JSON.stringify(await itemsOf(engine.table));
    expect((await office.read()).tenancies[0]?.landlord).toEqual({ maskedName: '沈**' });
    expect(stored).not.toMatch(/13900006666|沈月娥/);
  });

  it.each([
    ['to', { to: '2035-11-13' }],
    ['to', { from: '2036-03-01', to: '2036-02-01' }],
    ['to', { to: '2075-01-01' }],
    ['tenants.0', { tenants: [RESIDENTS.neighbour] }],
    ['landlord', { landlord: { residentId: RESIDENTS.neighbour } }],
  ])('is refused for its %s where that cannot be', async (field, changed) => {
    expect(await office.askTenancy(changed)).toMatchObject({ code: 'invalid_input', field });
    expect(await itemsUnder('tenan')).toEqual([]);
  });

  it('has a tenant to itself: nobody is under two at a time', async () => {
    const first = await letHouse(office);
    expect(await office.askTenancy({ tenants: [RESIDENTS.child, RESIDENTS.mother] })).toMatchObject(
      {
        status: 409,
        code: 'tenant_elsewhere',
      },
    );
    expect((await office.read()).tenancies).toHaveLength(1);
    // Once the mother is taken out of the first, the second may have her.
    const change = { to: office.inDays(60), tenants: [RESIDENTS.child], version: 1 };
    expect(await office.changeTenancy(first, change)).toMatchObject({ status: 204 });
    expect(await office.askTenancy()).toMatchObject({ status: 200 });
  });

  it('is changed by whoever saw it as it is, and not by who saw it before', async () => {
    const tenancyId = await letHouse(office);
    const later = { to: office.inDays(90), tenants: [RESIDENTS.mother], version: 1 };
    expect(await office.changeTenancy(tenancyId, later)).toMatchObject({ status: 204 });
    expect(await office.changeTenancy(tenancyId, later)).toMatchObject({ code: 'state_conflict' });
    expect((await office.read()).tenancies[0]).toMatchObject({ daysLeft: 90, version: 2 });
  });

  it('is due on one day at a time', async () => {
    const tenancyId = await letHouse(office);
    const days = async () => (await itemsUnder('tenancy-due#')).map(({ day }) => day);
    expect(await days()).toEqual([office.inDays(30)]);
    await office.changeTenancy(tenancyId, {
      to: office.inDays(100),
      tenants: [RESIDENTS.mother],
      version: 1,
    });
    expect(await days()).toEqual([office.inDays(70)]);
  });

  it('is found by its tenant and by its landlord, and by nobody else', async () => {
    const tenancyId = await letHouse(office);
    const { tenancies } = house.stores;
    expect(await tenancies.findTenancyOfTenant(RESIDENTS.mother)).toMatchObject({ tenancyId });
    expect(await tenancies.findTenancyOfTenant(RESIDENTS.father)).toBeUndefined();
    const { accountId } = (await house.stores.residents.findResident(RESIDENTS.father)) ?? {};
    if (accountId === undefined) throw new Error('the father has a phone');
    expect(await tenancies.listTenanciesOfLandlord(accountId)).toMatchObject([{ tenancyId }]);
  });
});

describe('a vehicle', () => {
  const record = (plate: string, houseId = HOUSES.family) =>
    office.post(`${office.path(houseId)}/vehicles`, { plate });
  const end = (plate: string) => office.post(`${office.path()}/vehicle-endings`, { plate });

  it('is one house’s by its plate, however it is typed, and the same again changes nothing', async () => {
    expect(await record('浙a·12345')).toMatchObject({
      body: { plate: '浙A12345', since: house.clock() },
    });
    house.clock.advance(60_000);
    expect(await record('浙A 12345')).toMatchObject({
      body: { plate: '浙A12345', since: house.clock() - 60_000 },
    });
    expect((await office.read()).vehicles).toHaveLength(1);
    expect(await record('没有车牌')).toMatchObject({ code: 'invalid_input', field: 'plate' });
  });

  it('is nobody’s once it is ended, and may come back', async () => {
    await record('浙A12345');
    expect(await end('浙A·12345')).toMatchObject({ status: 204 });
    expect((await office.read()).vehicles).toEqual([]);
    expect(await end('浙A12345')).toMatchObject({ code: 'not_found' });
    expect(await record('浙A12345')).toMatchObject({ status: 200 });
    expect((await itemsUnder('vehicle#'))[0]).toMatchObject({ version: 3 });
  });

  it('belongs to one house of a compound at a time', async () => {
    const facts = { action: 'x', by: 'x', office: 'system', purpose: 'register', at: 1 } as const;
    const { vehicles } = house.stores;
    await vehicles.recordVehicle('hou_1_00000000000000ff', '浙A12345', facts);
    expect(await record('浙A12345')).toMatchObject({ status: 409, code: 'plate_elsewhere' });
    expect((await office.read()).vehicles).toEqual([]);
  });
});

describe('who lived in a house', () => {
  it('is written down as the register says it, from the first day on, however often it is told', async () => {
    await house.deliverResidents();
    await house.deliverResidents();
    const { occupancy } = await office.read();
    expect(occupancy).toHaveLength(3);
    expect(occupancy.find(({ residentId }) => residentId === RESIDENTS.mother)).toEqual({
      residentId: RESIDENTS.mother,
      from: '2035-11-14',
      maskedName: '欧阳**',
      tie: 'family',
    });
  });

  it('has a last day once somebody is gone, and is kept without a name', async () => {
    const resident = { sk: 'resident#x', residentId: RESIDENTS.mother, houseId: HOUSES.family };
    const of = (state: string) => ({ ...resident, tie: 'tenant', state, since: house.clock() });
    const { occupancy } = house.stores;
    await house.deliverResident({ after: of('active') });
    await house.deliverResident({ before: of('active'), after: of('moved_out') });
    house.clock.advance(5 * 86_400_000);
    await house.deliverResident({ before: of('moved_out') });
    expect(await occupancy.listOccupancy(HOUSES.family, house.clock())).toEqual([
      { residentId: RESIDENTS.mother, tie: 'tenant', from: '2035-11-14', until: '2035-11-14' },
    ]);
    const [item] = await itemsUnder('occupancy#');
    expect(JSON.stringify(item)).not.toContain('欧阳');
    house.clock.advance(3 * 366 * 86_400_000);
    expect(await occupancy.listOccupancy(HOUSES.family, house.clock())).toEqual([]);
  });
});

describe('who keeps a house', () => {
  const asked = async (role: Role, node: PlaceId) => {
    const cookie = await house.staffCookie(role, { node, now: house.clock() });
    const call = (method: string, path: string, body?: unknown) =>
      house.call('manager', method, `${office.path()}${path}`, { cookie, body });
    return [
      (await call('GET', '')).status,
      (await call('POST', '/vehicles', { plate: '浙A12345' })).status,
    ];
  };

  it('is its manager, a steward of its compound, grid or building, or a worker of its community', async () => {
    expect(await asked('property_manager', 'cmp_1')).toEqual([200, 200]);
    for (const node of ['cmp_1', 'grd_1_1', 'bld_1_3'] as const) {
      expect(await asked('house_steward', node)).toEqual([200, 200]);
    }
    expect(await asked('community_worker', 'com_1')).toEqual([200, 200]);
  });

  it('is no steward of other buildings, no neighbour, no worker of the grid; the desk reads alone', async () => {
    for (const node of ['grd_1_2', 'bld_1_4'] as const) {
      expect(await asked('house_steward', node)).toEqual([403, 403]);
    }
    expect(await asked('building_captain', 'bld_1_3')).toEqual([403, 403]);
    expect(await asked('grid_worker', 'grd_1_1')).toEqual([403, 403]);
    expect(await asked('front_desk', 'cmp_1')).toEqual([200, 403]);
  });
});
