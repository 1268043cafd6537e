import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { advanceTenancies } from '../../../functions/houses/index.ts';
import { createContactNumbers } from '../../../functions/identity/contact-numbers-dynamo.ts';
import { createInboxStore, createOutbox } from '../../../functions/notifications/index.ts';
import { createTenancyPasses } from '../../../functions/passes/index.ts';
import { deriveKey } from '../../../functions/platform/secrets.ts';
import type { TenancyId } from '../../../shared/ids.ts';
import { addDays, startOfShanghaiDay } from '../../../shared/time/shanghai-days.ts';
import { cardOffice } from '../../support/cards.ts';
import { startEngine, type TestEngine } from '../../support/engine.ts';
import { fixedClock } from '../../support/fixed-clock.ts';
import { type Gatehouse, openGatehouse } from '../../support/gatehouse.ts';
import { GATES, layGates } from '../../support/gates.ts';
import type { ResidentPhone } from '../../support/resident-phone.ts';
import { accountOfPhone, HOUSES, PHONES, RESIDENTS, SERVER_SECRET } from '../../support/street.ts';
import { itemsOf } from '../../support/table-items.ts';
import { houseOffice, letHouse } from './house-office.ts';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

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

const contacts = () => createContactNumbers(engine.table, deriveKey(SERVER_SECRET, 'contact'));
async function run({ tells = true } = {}): Promise<void> {
  const { tenancies, residents, passes, compounds } = house.stores;
  await advanceTenancies(
    {
      tenancies,
      residents,
      compounds,
      passes: createTenancyPasses(passes),
      ...(tells ? { telling: { outbox: createOutbox(engine.table) } } : {}),
    },
    'cmp_1',
    house.clock(),
  );
  await house.deliverNotifications();
}
/** Nine in the morning so many days before the last day, which is in sixty days. */
const LAST = '2036-01-13';
const toDaysBefore = (days: number) =>
  house.clock.set(startOfShanghaiDay(addDays(LAST, -days)) + 9 * HOUR_MS);
const toldOn = (phone: string) =>
  house.phones.received
    .filter((one) => one.phone === phone)
    .map(({ message }) => message)
    .filter(({ template }) => template === 'tenancy_ending');

describe('tenant and landlord', () => {
  beforeEach(async () => {
    for (const phone of [PHONES.father, PHONES.mother]) {
      await contacts().keep(accountOfPhone(phone), phone);
    }
    await letHouse(office);
  });

  it('are told 30, 7 and 1 day before the last day, once each, though it is run twice a day', async () => {
    for (let days = 59; days >= 0; days--) {
      toDaysBefore(days);
      await run();
      await run();
    }
    for (const phone of [PHONES.father, PHONES.mother]) {
      expect(toldOn(phone).map(({ parameters }) => parameters)).toEqual([
        { compound: '锦苑小区', last: LAST, days: 30 },
        { compound: '锦苑小区', last: LAST, days: 7 },
        { compound: '锦苑小区', last: LAST, days: 1 },
      ]);
    }
    const [tenancy] = (await office.read()).tenancies;
    expect(tenancy?.told).toMatchObject([
      { days: 30, people: 2, unreached: 0 },
      { days: 7, people: 2, unreached: 0 },
      { days: 1, people: 2, unreached: 0 },
    ]);
  });

  it('are told late and once where days were missed, and of another last day anew', async () => {
    toDaysBefore(5);
    await run();
    expect(toldOn(PHONES.mother).map(({ parameters }) => parameters)).toMatchObject([{ days: 5 }]);
    const [tenancy] = (await office.read()).tenancies;
    if (tenancy === undefined) throw new Error('it was just read');
    await office.changeTenancy(tenancy.tenancyId, {
      to: office.inDays(7),
      tenants: [RESIDENTS.mother],
      version: tenancy.version,
    });
    await run();
    await run();
    expect(toldOn(PHONES.mother)).toHaveLength(2);
  });

  it('are told by nobody at night, and the day’s run still does', async () => {
    toDaysBefore(30);
    await run({ tells: false });
    expect(toldOn(PHONES.mother)).toEqual([]);
    await run();
    expect(toldOn(PHONES.mother)).toHaveLength(1);
  });

  it('are told once by the run that does what another was broken off in', async () => {
    toDaysBefore(30);
    const [before] = await house.stores.tenancies.listTenanciesOfHouse('hou_1_000000000000000a');
    await run();
    const [after] = await house.stores.tenancies.listTenanciesOfHouse('hou_1_000000000000000a');
    if (before === undefined || after === undefined) throw new Error('it stands');
    // As if nothing had been noted of it.
    await house.stores.tenancies.changeTenancy(after, { ...before, version: after.version + 1 });
    await run();
    expect(toldOn(PHONES.mother)).toHaveLength(1);
    expect(toldOn(PHONES.father)).toHaveLength(1);
  });

  it('have it on the page also where the sender of messages does not answer, and others hear', async () => {
    toDaysBefore(30);
    house.phones.failFor(PHONES.mother);
    await run();
    expect(toldOn(PHONES.father)).toHaveLength(1);
    const kept = await createInboxStore(engine.table).listTenancyNotices(
      accountOfPhone(PHONES.mother),
      house.clock(),
    );
    expect(kept).toMatchObject([{ days: 30 }]);
    expect(toldOn(PHONES.mother)).toEqual([]);
    expect(house.lines.join()).not.toContain(PHONES.mother);
    house.phones.takeAgainFor(PHONES.mother);
    house.clock.advance(60_000);
    await house.sendDueIn('cmp_1');
    expect(toldOn(PHONES.mother)).toHaveLength(1);
  });
});

it('who has no number is counted as not reached, and stops nothing', async () => {
  await letHouse(office, { landlord: { name: '沈月娥' }, tenants: [RESIDENTS.mother] });
  toDaysBefore(30);
  await run();
  expect((await office.read()).tenancies[0]?.told).toMatchObject([
    { days: 30, people: 2, unreached: 1 },
  ]);
});

it('a landlord who lives elsewhere is told by the number that was given', async () => {
  await letHouse(office, { landlord: { name: '沈月娥', phone: PHONES.stranger } });
  toDaysBefore(30);
  await run();
  expect(toldOn(PHONES.stranger)).toHaveLength(1);
  const stored = JSON.stringify(await itemsOf(engine.table));
  expect(stored).not.toContain(PHONES.stranger);
});

describe('once a tenancy is over', () => {
  let tenancyId: TenancyId;
  let mother: ResidentPhone;
  let version: number;
  const toTheDayAfter = () => house.clock.set(startOfShanghaiDay(addDays(LAST, 1)));
  async function give(phone: ResidentPhone): Promise<void> {
    await house.givePass(phone);
  }
  async function atTheGate(phone: ResidentPhone) {
    const device = await house.deviceAt(GATES.east);
    const { body } = await house.call('guard', 'POST', `/api/v1/gates/${GATES.east}/decisions`, {
      device,
      body: { boot: 1, seq: 1, code: phone.showAt(house.clock()), direction: 'in' },
    });
    return body;
  }
  beforeEach(async () => {
    tenancyId = await letHouse(office);
    house.clock.set(startOfShanghaiDay(LAST) + 12 * HOUR_MS);
    mother = await house.phoneOf(RESIDENTS.mother);
    version = (await office.read()).tenancies[0]?.version ?? 0;
  });
  const extend = () =>
    office.changeTenancy(tenancyId, { to: '2036-12-31', tenants: [RESIDENTS.mother], version });

  it('its tenants’ passes ask, from midnight’s run on, and nobody else’s', async () => {
    const father = await house.phoneOf(RESIDENTS.father);
    await run({ tells: false });
    expect(await atTheGate(mother)).toMatchObject({ outcome: 'allow' });
    toTheDayAfter();
    await run({ tells: false });
    await run({ tells: false });
    expect(await atTheGate(mother)).toMatchObject({ outcome: 'ask', reason: 'suspended' });
    expect(await atTheGate(father)).toMatchObject({ outcome: 'allow' });
    expect((await office.read()).tenancies[0]).toMatchObject({ state: 'over', daysLeft: -1 });
  });

  it('a pass that is renewed, one for another phone and a card ask as well: none is refused', async () => {
    toTheDayAfter();
    await run({ tells: false });
    house.clock.advance(5 * DAY_MS);
    await give(mother);
    const another = await house.phoneOf(RESIDENTS.mother);
    expect(another.pass.passId).not.toBe(mother.pass.passId);
    for (const phone of [mother, another]) {
      expect(await atTheGate(phone)).toMatchObject({ outcome: 'ask', reason: 'suspended' });
    }
    await cardOffice(house).giveCard(RESIDENTS.mother);
    const { passes } = await house.stores.passes.findPassesOfResident(
      RESIDENTS.mother,
      house.clock(),
    );
    expect(passes.map(({ state, stateChange }) => [state, stateChange?.reason])).toEqual(
      passes.map(() => ['suspended', 'tenancy_over']),
    );
    expect(passes).toHaveLength(3);
  });

  it('another last day lets go of them at once, and of no pass that somebody suspended', async () => {
    const lost = await house.phoneOf(RESIDENTS.mother);
    await office.post(
      `/api/v1/manager/passes/${lost.pass.passId}/state`,
      { state: 'suspended', reason: 'lost_device' },
      'PUT',
    );
    toTheDayAfter();
    await run({ tells: false });
    version = (await office.read()).tenancies[0]?.version ?? 0;
    expect(await extend()).toMatchObject({ status: 204 });
    expect(await atTheGate(mother)).toMatchObject({ outcome: 'allow' });
    expect(await atTheGate(lost)).toMatchObject({ outcome: 'ask' });
    expect((await office.read()).tenancies[0]).toMatchObject({ state: 'running', told: [] });
    expect(await house.phoneOf(RESIDENTS.mother).catch(String)).toContain('pass_suspended');
  });

  it('other tenants let go of whoever is none of it any more, also where that is broken off', async () => {
    const others = { to: '2036-12-31', tenants: [RESIDENTS.child] };
    toTheDayAfter();
    await run({ tells: false });
    expect(await atTheGate(mother)).toMatchObject({ outcome: 'ask', reason: 'suspended' });
    const before = await house.stores.tenancies.findTenancy(HOUSES.family, tenancyId);
    version = before?.version ?? 0;
    // As it stands where the process ended after its first write.
    const { residents } = house.stores;
    const noteTenancy = residents.noteTenancy;
    residents.noteTenancy = async () => {
      throw new Error('the process ends here');
    };
    const answered = await office.changeTenancy(tenancyId, { ...others, version });
    residents.noteTenancy = noteTenancy;
    expect(answered.status).toBe(500);
    expect((await office.changeTenancy(tenancyId, { ...others, version })).code).toBe(
      'state_conflict',
    );
    await run({ tells: false });
    house.clock.advance(2_000);
    expect(await atTheGate(mother)).toMatchObject({ outcome: 'allow' });
    const [tenancy] = (await office.read()).tenancies;
    expect(tenancy).toMatchObject({
      state: 'running',
      tenants: [{ residentId: RESIDENTS.child }],
    });
    const after = await house.stores.tenancies.findTenancy(HOUSES.family, tenancyId);
    expect(after?.leftAsking).toBeUndefined();
    // Who is under another tenancy is said to be.
    const free = await office.askTenancy({ tenants: [RESIDENTS.mother] });
    expect(free.status).toBe(200);
    const both = [RESIDENTS.mother, RESIDENTS.child];
    const asked = { to: '2036-12-31', tenants: both, version: tenancy?.version };
    expect((await office.changeTenancy(tenancyId, asked)).code).toBe('tenant_elsewhere');
  });

  it('nobody takes that back but the tenancy, and nobody gives it as a reason', async () => {
    toTheDayAfter();
    await run({ tells: false });
    const path = `/api/v1/manager/passes/${mother.pass.passId}/state`;
    expect(await office.post(path, { state: 'active' }, 'PUT')).toMatchObject({
      code: 'state_conflict',
    });
    expect(
      await office.post(path, { state: 'suspended', reason: 'tenancy_over' }, 'PUT'),
    ).toMatchObject({ code: 'invalid_input' });
    expect(await atTheGate(mother)).toMatchObject({ outcome: 'ask' });
  });

  it('a tenant who loses the phone reports it as anybody does', async () => {
    toTheDayAfter();
    await run({ tells: false });
    const cookie = await house.residentCookie(PHONES.mother, [RESIDENTS.mother], house.clock());
    const path = `/api/v1/resident/residents/${RESIDENTS.mother}/passes/${mother.pass.passId}`;
    const body = { reason: 'lost_device' };
    expect(await house.call('resident', 'DELETE', path, { cookie, body })).toMatchObject({
      status: 204,
    });
    expect(await atTheGate(mother)).toMatchObject({ outcome: 'deny', reason: 'revoked' });
  });

  it('a run that was broken off after the first step is finished by the next', async () => {
    toTheDayAfter();
    const facts = { action: 'x', by: 'x', office: 'system', purpose: 'schedule', at: 1 } as const;
    await house.stores.residents.noteTenancy(RESIDENTS.mother, { over: true }, facts);
    // Whoever asks meanwhile finds the pass asking already.
    await give(mother);
    expect(await atTheGate(mother)).toMatchObject({ outcome: 'ask' });
    await run({ tells: false });
    expect((await office.read()).tenancies[0]).toMatchObject({ state: 'over' });
  });
});
