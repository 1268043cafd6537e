import { beforeEach, describe, expect, it } from 'vitest';
import { destroyEnded, type EmergencyHere } from '../../../functions/emergencies/index.ts';
import { createHealth } from '../../../functions/health/index.ts';
import { EvidenceSource } from '../../../shared/emergency/evidence.ts';
import type { ResidentId } from '../../../shared/ids.ts';
import { GATES } from '../../support/gates.ts';
import { openEmergency } from '../../support/open-emergency.ts';
import { openOwnGatehouse } from '../../support/own-gatehouse.ts';
import { HOUSES, RESIDENTS } from '../../support/street.ts';
import { itemsOf } from '../../support/table-items.ts';
import { batchesOf } from '../gates/scans-desk.ts';
import { workOnSent } from '../health/feed-office.ts';
import { laboratory, resultOf, send } from '../health/laboratory.ts';
import { changeOffice } from '../health-changes/change-office.ts';
import { emergencyIn } from './ended-emergency.ts';

/**
 * June 2022, Zhengzhou: 1,317 people who wanted their savings back were turned red, most of them by
 * a venue code that was forwarded to them. Here somebody of an office tries it again. Each test lets
 * them have everything that the other eight controls would have kept from them (an emergency, a
 * second and a third office that goes along, a reason that sounds right, few enough people) and leaves
 * them one: that one stops it.
 */
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

let own: Awaited<ReturnType<typeof openOwnGatehouse>>;
beforeEach(async () => {
  own = await openOwnGatehouse();
  return () => own.engine.stop();
});

const emergencies = '/api/v1/manager/emergencies';
/** With an emergency, as if a document and a second office had brought it about. */
async function given() {
  const here = await openEmergency(own.house);
  return { here, office: changeOffice(own.house, here) };
}
/** The same before there is any. */
const withoutOne = () => {
  const never: EmergencyHere = {
    ...Object(undefined),
    emergencyId: 'emg_1_0000000000000009',
    compoundId: 'cmp_1',
  };
  return changeOffice(own.house, never);
};
type Office = ReturnType<typeof changeOffice>;

/** Those who want their savings back: each asked for it on the same day. */
async function petitioners(office: Office, count: number): Promise<ResidentId[]> {
  const people = await office.settle(count);
  await office.petition(people);
  return people;
}
async function valuesOf(office: Office, people: readonly ResidentId[]): Promise<string[]> {
  return Promise.all(people.map((one) => office.valueOf(one)));
}

describe('people who did nothing but ask are not turned red', () => {
  it('1: no document, no emergency; without one there is nothing that could be changed', async () => {
    const office = withoutOne();
    const people = await office.settle(3);
    expect((await office.propose('community_doctor', people)).code).toBe('no_emergency');
    const declared = await own.house.call('manager', 'POST', emergencies, {
      cookie: await own.house.staffCookie('street_administrator', { node: 'str_1' }),
      body: {
        key: '0000000000000001',
        mode: 'real',
        event: '储户来访',
        scope: ['str_1'],
        measures: ['registration'],
        until: own.clock() + DAY_MS,
      },
    });
    expect([declared.code, declared.field]).toEqual(['invalid_input', 'document']);
  });

  it('2: one office alone changes nothing, and cannot decide for another', async () => {
    const { office } = await given();
    const { id } = await office.propose('community_worker', [RESIDENTS.father]);
    expect((await office.decide('community_worker', id)).code).toBe('other_office');
    expect(await office.valueOf()).toBe('green');
  });

  it('3: the property company can neither ask for it nor let it pass', async () => {
    const { office } = await given();
    const people = [RESIDENTS.father];
    expect((await office.propose('property_manager', people)).code).toBe('not_permitted');
    const { id } = await office.propose('community_doctor', people);
    expect((await office.decide('property_manager', id)).code).toBe('not_permitted');
    expect(await office.valueOf()).toBe('green');
  });

  it('4: a code that is scanned, wherever and by whomever it was sent, says nothing of health', async () => {
    const { house } = own;
    const { office } = await given();
    const phone = await house.phoneOf(RESIDENTS.father);
    const device = await house.deviceAt(GATES.east);
    const desk = batchesOf(await house.startShift(device), own.clock);
    await house.record(device, [
      desk.cut(desk.scan(phone.showAt(own.clock())), desk.scan('forwarded')),
    ]);
    await house.deliverScans();
    await office.follow();
    await office.run();
    expect(await office.valueOf()).toBe('green');
    for (const by of ['scan', 'gate', 'place_code']) {
      expect(EvidenceSource.safeParse({ by }).success).toBe(false);
    }
  });

  it('5: no reason on the list is about money', async () => {
    const { office } = await given();
    const ask = (more: object) => office.propose('community_doctor', [RESIDENTS.father], more);
    expect((await ask({ reason: 'visits_the_bank' })).code).toBe('invalid_input');
    expect((await ask({ finding: 'depositor' })).field).toBe('finding');
    expect((await ask({ reference: '' })).code).toBe('invalid_input');
    expect(await office.valueOf()).toBe('green');
  });

  it('6: two offices that go along cannot change more than ten in an hour', async () => {
    const { office } = await given();
    const people = await office.settle(11);
    const { id } = await office.propose('community_doctor', people);
    expect((await office.decide('community_worker', id)).body).toMatchObject({
      state: 'stopped',
      stopped: { why: 'too_many' },
    });
    expect(new Set(await valuesOf(office, people))).toEqual(new Set(['green']));
  });

  it('7: fewer of them stop too, since what they have in common is a petition', async () => {
    const { office } = await given();
    const people = await petitioners(office, 5);
    const { id } = await office.propose('community_doctor', people);
    expect((await office.decide('community_worker', id)).body).toMatchObject({
      state: 'stopped',
      stopped: { why: 'cohort', shared: 'petition' },
    });
    expect(new Set(await valuesOf(office, people))).toEqual(new Set(['green']));
  });

  it('7, by a laboratory: its signature does not make petitioners ill either', async () => {
    const { house } = own;
    const lab = await laboratory();
    const here = await openEmergency(house, { feeds: [lab.pinned] });
    const office = changeOffice(house, here);
    const { registrations } = createHealth(house.table, house.sealings);
    const people = await office.settle(5, [HOUSES.family, await office.secondHome()]);
    await office.petition(people);
    const results = [];
    for (const residentId of people) {
      const at = own.clock();
      const code = await registrations.register(here, { residentId, buildingId: 'bld_1_3', at });
      results.push(resultOf(code, at, { evidenceId: residentId }));
    }
    await send(house, here, await lab.sign({ iss: lab.name, batch: 'b-1', revision: 1, results }));
    await workOnSent(house, here.emergencyId);
    expect(new Set(await valuesOf(office, people))).toEqual(new Set(['green']));
  });

  it('8: three offices that go along and say nothing: a day later the clock has taken it back', async () => {
    const { office } = await given();
    const people = await petitioners(office, 5);
    const { id } = await office.propose('community_doctor', people);
    await office.decide('community_worker', id);
    await office.approve('street_administrator', id);
    expect(new Set(await valuesOf(office, people))).toEqual(new Set(['red']));
    await office.followInSilence();
    own.clock.advance(DAY_MS);
    await office.run();
    expect(new Set(await valuesOf(office, people))).toEqual(new Set(['green']));
  });

  it('9: and what all of them together have done is nothing once the emergency has ended', async () => {
    const { house } = own;
    const ended = await emergencyIn(house);
    const office = changeOffice(house, ended.here);
    const people = await petitioners(office, 5);
    const { id } = await office.propose('community_doctor', people);
    await office.decide('community_worker', id);
    await office.approve('street_administrator', id);
    await office.follow();
    expect(new Set(await valuesOf(office, people))).toEqual(new Set(['red']));
    await ended.end();
    expect((await office.propose('community_doctor', people)).code).toBe('no_emergency');
    for (let minutes = 0; minutes < 4; minutes++) {
      await destroyEnded(ended.ports, await ended.found(), own.clock());
      own.clock.advance(60_000);
    }
    const found = await ended.ports.destructions.find(ended.emergencyId);
    expect(found?.certificate?.counted.record).toBe(5);
    const left = (await itemsOf(house.table)).filter(({ pk }) =>
      String(pk).includes('#emergency#'),
    );
    expect(left).toEqual([]);
    expect(new Set(await valuesOf(office, people))).toEqual(new Set(['green']));
  });
});
