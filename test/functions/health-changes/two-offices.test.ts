import { beforeEach, describe, expect, it } from 'vitest';
import { operatorFacts } from '../../../functions/platform/audit.ts';
import { startEngine, type TestEngine } from '../../support/engine.ts';
import { fixedClock } from '../../support/fixed-clock.ts';
import { type Gatehouse, openGatehouse } from '../../support/gatehouse.ts';
import { layGates } from '../../support/gates.ts';
import { openEmergency } from '../../support/open-emergency.ts';
import { accountOfPhone, HOUSES, PHONES, RESIDENTS } from '../../support/street.ts';
import { itemsOf } from '../../support/table-items.ts';
import { changeOffice } from './change-office.ts';

const HOUR_MS = 3_600_000;

let engine: TestEngine;
let house: Gatehouse;
let office: ReturnType<typeof changeOffice>;
beforeEach(async () => {
  engine = await startEngine();
  await layGates(engine.table);
  house = await openGatehouse(engine.table, fixedClock());
  office = changeOffice(house, await openEmergency(house));
  return () => engine.stop();
});

describe('a change of somebody’s status', () => {
  it('is made by two people of two offices, and rests on what they referred to', async () => {
    const { id, status } = await office.propose('community_doctor', [RESIDENTS.father]);
    expect(status).toBe(200);
    expect(await office.valueOf()).toBe('green');
    expect((await office.decide('community_worker', id)).body).toMatchObject({ state: 'done' });
    const record = await office.records.find(office.here, RESIDENTS.father);
    expect(record?.status.value).toBe('red');
    expect(record?.evidence).toMatchObject([{ source: { by: 'two_offices', change: id } }]);
    expect(record?.changes).toMatchObject([{ office: 'health', from: 'green', to: 'red' }]);
  });

  it('is not proposed, decided or seen by anybody of the property company', async () => {
    const refused = await office.propose('property_manager', [RESIDENTS.father]);
    expect(refused.code).toBe('not_permitted');
    const { id } = await office.propose('community_doctor', [RESIDENTS.father]);
    expect((await office.decide('property_manager', id)).code).toBe('not_permitted');
    expect((await office.call('property_manager', 'GET', 'health-changes')).code).toBe(
      'not_permitted',
    );
    expect(await office.valueOf()).toBe('green');
  });

  it('is not decided by the same office', async () => {
    const { id } = await office.propose('community_worker', [RESIDENTS.father]);
    expect((await office.decide('community_worker', id)).code).toBe('other_office');
    expect(await office.valueOf()).toBe('green');
  });

  it('is decided once, and refused it changes nothing', async () => {
    const { id } = await office.propose('community_doctor', [RESIDENTS.father]);
    const seen = (await office.call('community_police', 'GET', 'health-changes')).body;
    expect(Object(seen).proposals).toMatchObject([{ state: 'proposed', proposed: { own: false } }]);
    await office.decide('community_police', id, 'refuse');
    expect((await office.decide('community_worker', id)).code).toBe('state_conflict');
    expect(await office.valueOf()).toBe('green');
  });

  it('has a reason of the closed list, a finding of the rules that fits it, and an expiry', async () => {
    const ask = (more: object) => office.propose('community_doctor', [RESIDENTS.father], more);
    expect((await ask({ reason: 'visited_the_bank' })).code).toBe('invalid_input');
    expect((await ask({ finding: 'positive' })).field).toBe('finding');
    expect((await ask({ finding: 'depositor' })).field).toBe('finding');
    expect((await ask({ expiresAt: house.clock() })).field).toBe('expiresAt');
    expect((await ask({ reference: '' })).code).toBe('invalid_input');
  });

  it('is of people of this compound alone', async () => {
    const answer = await office.propose('community_doctor', [RESIDENTS.neighbour]);
    expect(answer.field).toBe('residents.0');
  });

  it('lapses where nobody decides it within a day', async () => {
    const { id } = await office.propose('community_doctor', [RESIDENTS.father]);
    house.clock.advance(24 * HOUR_MS);
    expect((await office.decide('community_worker', id)).code).toBe('state_conflict');
    await office.run();
    expect((await office.kept.listProposals(office.here))[0]?.state).toBe('lapsed');
    expect((await office.decide('community_worker', id)).code).toBe('state_conflict');
  });

  it('goes on where it was broken off, and makes the same of it', async () => {
    const people = [RESIDENTS.father, RESIDENTS.mother];
    const { id } = await office.propose('community_doctor', people);
    await office.decide('community_worker', id);
    const [done] = await office.kept.listProposals(office.here);
    if (done === undefined) throw new Error('it stands there');
    const version = done.version + 1;
    await office.kept.putProposal(office.here, { ...done, state: 'passed', version });
    const before = await office.records.find(office.here, RESIDENTS.mother);
    await office.run();
    expect(await office.records.find(office.here, RESIDENTS.mother)).toEqual(before);
    expect((await office.kept.listProposals(office.here))[0]?.state).toBe('done');
  });

  it('stands in the table under the key alone', async () => {
    await office.change();
    const written = (await itemsOf(engine.table)).filter(({ pk }) =>
      String(pk).includes(office.here.emergencyId),
    );
    expect(written.length).toBeGreaterThanOrEqual(2);
    expect(JSON.stringify(written)).not.toMatch(/res_1_|isolation|青卫隔/);
  });
});

describe('the tripwire', () => {
  it('stops more than ten people of one actor in an hour, however they are divided', async () => {
    const people = await office.settle(11);
    const first = await office.propose('community_doctor', people.slice(0, 4));
    expect((await office.decide('community_worker', first.id)).body).toMatchObject({
      state: 'done',
    });
    const second = await office.propose('community_doctor', people.slice(4));
    expect((await office.decide('street_administrator', second.id)).body).toEqual({
      state: 'stopped',
      stopped: { why: 'too_many' },
    });
    expect(await office.valueOf(people[10])).toBe('green');
  });

  it('stops five people of one uploaded list', async () => {
    const people = await office.settle(5);
    const { id } = await office.propose('community_doctor', people, { fromList: true });
    expect((await office.decide('community_worker', id)).body).toMatchObject({
      state: 'stopped',
      stopped: { why: 'cohort', shared: 'list' },
    });
  });

  it('stops five people who asked for the same on one day', async () => {
    const people = await office.settle(5);
    const worker = await house.staffCookie('community_worker', { node: 'com_1' });
    for (const residentId of people.slice(0, 3)) await complain(worker, residentId);
    const { id } = await office.propose('community_doctor', people);
    expect((await office.decide('community_worker', id)).body).toMatchObject({
      stopped: { why: 'cohort', shared: 'petition' },
    });
  });

  it('stops five people who rent from one owner', async () => {
    const people = await office.settle(5);
    await house.stores.tenancies.recordTenancy({
      tenancyId: 'ten_1_0000000000000001',
      houseId: HOUSES.family,
      from: '2035-01-01',
      to: '2036-12-31',
      landlord: { maskedName: '钱**', accountId: accountOfPhone(PHONES.stranger) },
      tenants: people.slice(0, 3),
      state: 'running',
      asks: false,
      told: [],
      version: 1,
      audit: operatorFacts('test', 'tenancy', house.clock()),
    });
    const { id } = await office.propose('community_doctor', people);
    expect((await office.decide('community_worker', id)).body).toMatchObject({
      stopped: { why: 'cohort', shared: 'owner' },
    });
  });

  it('lets five people pass who have nothing in common', async () => {
    const people = await office.settle(5);
    const { id } = await office.propose('community_doctor', people);
    expect((await office.decide('community_worker', id)).body).toMatchObject({ state: 'done' });
  });

  it('waits for a third office with a reason: neither of the two, nor the police', async () => {
    const people = await office.settle(5);
    const { id } = await office.propose('community_doctor', people, { fromList: true });
    await office.decide('community_worker', id);
    expect((await office.approve('community_doctor', id)).code).toBe('other_office');
    expect((await office.approve('community_worker', id)).code).toBe('not_permitted');
    expect((await office.approve('community_police', id)).code).toBe('not_permitted');
    expect(await office.valueOf(people[0])).toBe('green');
    expect((await office.approve('street_administrator', id)).body).toMatchObject({
      state: 'done',
    });
    expect(await office.valueOf(people[4])).toBe('red');
  });

  it('changes nothing where the third office refuses', async () => {
    const people = await office.settle(5);
    const { id } = await office.propose('community_doctor', people, { fromList: true });
    await office.decide('community_worker', id);
    await office.approve('street_administrator', id, 'refuse');
    expect(await office.valueOf(people[0])).toBe('green');
  });
});

async function complain(cookie: string, residentId: string): Promise<void> {
  const answer = await house.call('manager', 'POST', '/api/v1/manager/compounds/cmp_1/requests', {
    cookie,
    body: {
      key: residentId.slice(-16),
      typeId: 'other',
      text: '取不到钱',
      details: {},
      photos: [],
      residentId,
      heardBy: 'phone',
    },
  });
  expect([answer.code, answer.field]).toEqual([undefined, undefined]);
}
