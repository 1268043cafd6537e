import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { endDueResidences } from '../../../functions/residents/index.ts';
import type { IssuedPass } from '../../../shared/messages/passes.ts';
import type { TestEngine } from '../../support/engine.ts';
import type { FixedClock } from '../../support/fixed-clock.ts';
import type { Gatehouse } from '../../support/gatehouse.ts';
import { openOwnGatehouse } from '../../support/own-gatehouse.ts';
import type { ResidentBrowser } from '../../support/resident-browser.ts';
import { accountOfPhone, PHONES, RESIDENTS } from '../../support/street.ts';
import { itemsOf } from '../../support/table-items.ts';
import { householdOf } from './a-household.ts';

const HOUR = 3_600_000;

let engine: TestEngine;
let clock: FixedClock;
let house: Gatehouse;
let people: ReturnType<typeof householdOf>;

beforeEach(async () => {
  ({ engine, clock, house } = await openOwnGatehouse());
  people = householdOf(house);
});
afterEach(() => engine.stop());

describe('a residence', () => {
  const removal = (version: number, document = 'court_ruling') => ({
    version,
    document,
    documentNumber: '（2035）浙01民初1号',
  });
  const announce = async (document?: string) => {
    const { version } = await people.managed(RESIDENTS.mother);
    const path = `/residents/${RESIDENTS.mother}/removal`;
    return people.asManager('POST', path, removal(version, document));
  };
  const isGone = async (mother: ResidentBrowser, pass: IssuedPass) => {
    expect(await people.stateOf(pass)).toBe('revoked');
    expect((await people.managed(RESIDENTS.mother)).state).toBe('moved_out');
    const refusals = ['session_expired', 'pass_revoked', 'not_permitted'];
    expect(refusals).toContain((await people.askForPass(mother, RESIDENTS.mother)).code);
    expect((await house.stores.residents.listHousehold('hou_1_000000000000000a')).length).toBe(2);
    const listed = await people.asManager('POST', '/compounds/cmp_1/register', {});
    expect(JSON.stringify(listed.body)).not.toContain(RESIDENTS.mother);
    const left = await people.asManager('POST', '/compounds/cmp_1/register', {
      state: 'moved_out',
    });
    expect(JSON.stringify(left.body)).toContain(RESIDENTS.mother);
    expect(await people.runByTheClock()).toBe(0);
    const due = (await itemsOf(house.table)).filter(({ sk }) => /^leaving#/.test(String(sk)));
    expect(due).toEqual([]);
  };

  it('is ended on a document after 72 hours, of which the person is told', async () => {
    const mother = await people.browserOf(PHONES.mother);
    const pass = await people.getPass(mother, RESIDENTS.mother);
    const { at } = Object((await announce()).body);
    expect(at).toBe(clock() + 72 * HOUR);
    expect((await people.recordOf(mother, RESIDENTS.mother)).leaving).toEqual({
      at,
      document: 'court_ruling',
    });
    clock.advance(72 * HOUR - 1);
    expect(await people.runByTheClock()).toBe(0);
    expect(await people.stateOf(pass)).toBe('active');
    clock.advance(1);
    expect(await people.runByTheClock()).toBe(1);
    await isGone(mother, pass);
  });

  it('goes on where the removal is taken back', async () => {
    await announce();
    const path = `/residents/${RESIDENTS.mother}/removal`;
    expect((await people.asManager('DELETE', path)).status).toBe(204);
    expect((await people.asManager('DELETE', path)).code).toBe('state_conflict');
    clock.advance(73 * HOUR);
    expect(await people.runByTheClock()).toBe(0);
    expect(await people.managed(RESIDENTS.mother)).toMatchObject({ state: 'active' });
  });

  it('is ended at once by a protection order, also while another removal waits', async () => {
    const mother = await people.browserOf(PHONES.mother);
    const pass = await people.getPass(mother, RESIDENTS.mother);
    await announce();
    expect((await announce('protection_order')).status).toBe(200);
    await isGone(mother, pass);
  });

  it('whose removal is announced, taken back, or done at once: the person is told by a message', async () => {
    const { contacts } = house;
    await contacts.keep(accountOfPhone(PHONES.mother), PHONES.mother);
    const told = async () => {
      await house.deliverNotifications();
      return house.phones.received
        .filter(({ phone, message }) => phone === PHONES.mother && /^remov/.test(message.template))
        .map(({ message }) => message);
    };
    const compound = '锦苑小区';
    const { at } = Object((await announce()).body);
    const announced = {
      template: 'removal_announced',
      parameters: { compound, endsAt: at },
    };
    expect(await told()).toEqual([announced]);
    // Refused, nobody hears of it.
    expect((await announce()).code).toBe('state_conflict');
    await people.asManager('DELETE', `/residents/${RESIDENTS.mother}/removal`);
    const takenBack = { template: 'removal_taken_back', parameters: { compound } };
    expect(await told()).toEqual([announced, takenBack]);
    await announce('protection_order');
    expect(await told()).toEqual([
      announced,
      takenBack,
      { template: 'removed', parameters: { compound, by: 'protection_order' } },
    ]);
    expect(JSON.stringify(await itemsOf(house.table))).not.toContain('sealedNumber');
  });

  it('whose notice is over: the person is told that it has ended, once, also by a number that is forgotten with it', async () => {
    await house.contacts.keep(accountOfPhone(PHONES.mother), PHONES.mother);
    await announce();
    clock.advance(72 * HOUR);
    await Promise.allSettled([people.runByTheClock(), people.runByTheClock()]);
    await people.runByTheClock();
    await house.deliverNotifications();
    await house.deliverNotifications();
    const removed = house.phones.received.filter(({ message }) => message.template === 'removed');
    expect(removed).toMatchObject([
      {
        phone: PHONES.mother,
        message: { parameters: { compound: '锦苑小区', by: 'document' } },
      },
    ]);
    expect(JSON.stringify(await itemsOf(house.table))).not.toContain('sealedNumber');
  });

  it('of whoever goes of their own accord is nothing that they are told of', async () => {
    await house.contacts.keep(accountOfPhone(PHONES.mother), PHONES.mother);
    const mother = await people.browserOf(PHONES.mother);
    await mother.call('POST', `/residents/${RESIDENTS.mother}/departure`);
    await house.deliverNotifications();
    const told = house.phones.received.map(({ message }) => message.template);
    expect(told).not.toContain('removed');
  });

  it('is ended by oneself, at once', async () => {
    const mother = await people.browserOf(PHONES.mother);
    const pass = await people.getPass(mother, RESIDENTS.mother);
    const path = `/residents/${RESIDENTS.mother}/departure`;
    expect((await mother.call('POST', path)).status).toBe(204);
    await isGone(mother, pass);
  });

  it('where it was broken off after its first write is finished by the clock', async () => {
    const mother = await people.browserOf(PHONES.mother);
    const pass = await people.getPass(mother, RESIDENTS.mother);
    const stopped = async () => {
      throw new Error('the process ends here');
    };
    await announce();
    clock.advance(72 * HOUR);
    const ports = { ...people.ending, withdrawal: { ofMovedOut: stopped, ofNumber: stopped } };
    await expect(endDueResidences(ports, 'cmp_1', clock())).rejects.toThrow('ends here');
    expect(await people.stateOf(pass)).toBe('active');
    await people.runByTheClock();
    await isGone(await people.browserOf(PHONES.mother), pass);
  });

  it('counts a change only while nobody else has made one, and finds the new name', async () => {
    const { version } = await people.managed(RESIDENTS.mother);
    const path = `/residents/${RESIDENTS.mother}`;
    const answers = await Promise.all(
      ['赵敏', '钱敏'].map((name) => people.asManager('PUT', path, { version, name })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const { name } = await people.managed(RESIDENTS.mother);
    const found = async (typed: string): Promise<unknown[]> =>
      Object((await people.asManager('POST', '/compounds/cmp_1/register', { typed })).body)
        .residents;
    expect(await found(name)).toMatchObject([{ residentId: RESIDENTS.mother }]);
    expect(await found('欧阳')).toEqual([]);
  });
});
