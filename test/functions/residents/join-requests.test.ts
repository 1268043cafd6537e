import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TestEngine } from '../../support/engine.ts';
import type { FixedClock } from '../../support/fixed-clock.ts';
import type { Gatehouse } from '../../support/gatehouse.ts';
import { openOwnGatehouse } from '../../support/own-gatehouse.ts';
import { type ResidentBrowser, residentBrowser } from '../../support/resident-browser.ts';
import { HOUSES, PHONES, RESIDENTS } from '../../support/street.ts';
import { itemsOf } from '../../support/table-items.ts';

const DAY = 86_400_000;

let engine: TestEngine;
let clock: FixedClock;
let house: Gatehouse;

beforeEach(async () => {
  ({ engine, clock, house } = await openOwnGatehouse());
});
afterEach(() => engine.stop());

const ASKED = { compound: '锦苑小区', house: '3-2-501', name: '王秀英', tie: 'family' };

async function ask(changed: Record<string, unknown> = {}, phone: string = PHONES.stranger) {
  const browser = residentBrowser(house);
  const sent = await browser.call('POST', '/join-requests/codes', { phone });
  if (sent.status !== 200) return sent;
  const body = { ...ASKED, phone, code: house.phones.codeOn(phone), ...changed };
  return browser.call('POST', '/join-requests', body);
}
async function fatherAtHome(): Promise<ResidentBrowser> {
  const father = residentBrowser(house);
  await father.signIn(PHONES.father);
  return father;
}
const home = `/residents/${RESIDENTS.father}/join-requests`;
const requestsSeen = async (from: ResidentBrowser): Promise<{ joinRequestId: string }[]> =>
  Object((await from.fresh('GET', home)).body).requests;
const asStaff = async (role: 'property_manager' | 'front_desk', method: string, path: string) =>
  house.call('manager', method, `/api/v1/manager${path}`, {
    cookie: await house.staffCookie(role, { now: clock() }),
    ...(method === 'PUT' ? { body: { approve: true } } : {}),
  });
const nobodyIsKnown = async (phone: string = PHONES.stranger) => {
  await expect(residentBrowser(house).signIn(phone)).rejects.toThrow('no code');
};

describe('a request to join a household', () => {
  it('is answered alike whether there is such a house or not', async () => {
    const answers = [
      await ask(),
      await ask({ house: '3-2-999' }, '13900005551'),
      await ask({ compound: '没有这个小区' }, '13900005552'),
      await ask({ house: '？' }, '13900005553'),
    ];
    expect(answers.map(({ status, body }) => [status, body])).toEqual(
      answers.map(() => [204, undefined]),
    );
    const kept = (await itemsOf(house.table)).filter(({ sk }) => /^join-req/.test(String(sk)));
    expect(kept).toHaveLength(1);
    await nobodyIsKnown();
  });

  it('is asked by whoever proves the number, and seldom', async () => {
    await residentBrowser(house).call('POST', '/join-requests/codes', { phone: PHONES.stranger });
    const wrong = { ...ASKED, phone: PHONES.stranger, code: '000000' };
    const answer = await residentBrowser(house).call('POST', '/join-requests', wrong);
    expect(answer.code).toBe('wrong_code');
    // A code for joining signs nobody in.
    const code = house.phones.codeOn(PHONES.stranger);
    const signIn = { phone: PHONES.stranger, code };
    expect((await residentBrowser(house).call('POST', '/sign-in', signIn)).code).toBe('wrong_code');
    expect((await ask()).status).toBe(204);
    expect((await ask()).status).toBe(204);
    expect((await ask()).code).toBe('too_many_tries');
  });

  it('is seen masked by the household, which takes somebody in once', async () => {
    await ask();
    const father = await fatherAtHome();
    const [request] = await requestsSeen(father);
    expect(request).toMatchObject({ maskedName: '王**', tie: 'family', askedAt: clock() });
    expect(JSON.stringify(request)).not.toMatch(/秀英|acc_|139/);
    const path = `${home}/${request?.joinRequestId}`;
    expect((await father.call('PUT', path, { approve: true })).status).toBe(204);
    expect((await father.call('PUT', path, { approve: false })).code).toBe('not_found');
    expect(await requestsSeen(father)).toEqual([]);
    const newcomer = residentBrowser(house);
    const { body } = await newcomer.signIn(PHONES.stranger);
    expect(Object(body).residents).toMatchObject([
      { houseLabel: '3幢2单元501', maskedName: '王**' },
    ]);
  });

  it('that is refused is asked again no sooner than in a week', async () => {
    await ask();
    const father = await fatherAtHome();
    const [request] = await requestsSeen(father);
    const path = `${home}/${request?.joinRequestId}`;
    expect((await father.call('PUT', path, { approve: false })).status).toBe(204);
    await ask();
    expect(await requestsSeen(father)).toEqual([]);
    await nobodyIsKnown();
    clock.advance(7 * DAY);
    await ask();
    expect(await requestsSeen(await fatherAtHome())).toHaveLength(1);
  });

  it('is answered to whoever asked, by a message, and keeps no number of who was refused', async () => {
    const told = (phone: string) =>
      house.phones.received
        .filter((one) => one.phone === phone && one.message.template.startsWith('join_'))
        .map(({ message }) => message);
    const contact = async () =>
      (await itemsOf(house.table)).filter(({ sk }) => sk === 'number').length;
    await ask();
    clock.advance(1_000);
    await ask({ name: '李雷' }, '13900005551');
    expect([told(PHONES.stranger), told('13900005551')]).toEqual([[], []]);
    const father = await fatherAtHome();
    const [one, other] = await requestsSeen(father);
    await father.call('PUT', `${home}/${one?.joinRequestId}`, { approve: false });
    expect(await contact()).toBe(0);
    await asStaff('property_manager', 'PUT', `/join-requests/${other?.joinRequestId}`);
    await house.deliverNotifications();
    const says = (decision: string) => ({
      template: 'join_request_decided',
      parameters: { compound: '锦苑小区', decision },
    });
    expect([told(PHONES.stranger), told('13900005551')]).toEqual([
      [says('refused')],
      [says('approved')],
    ]);
    expect(await contact()).toBe(1);
    const kept = JSON.stringify(await itemsOf(house.table));
    expect(kept).not.toMatch(/13900005551|sealedNumber/);
  });

  it('is gone after seven days', async () => {
    await ask();
    clock.advance(7 * DAY);
    expect(await requestsSeen(await fatherAtHome())).toEqual([]);
    const path = '/compounds/cmp_1/join-requests';
    const { body } = await asStaff('property_manager', 'GET', path);
    expect(Object(body).requests).toEqual([]);
  });

  it('is decided by the front desk as well, the first answer counts, and a record without a number gets it', async () => {
    const { residents } = house.stores;
    const residentId = 'res_1_00000000000000zz';
    await residents.registerResident(
      {
        resident: {
          residentId,
          houseId: HOUSES.family,
          name: '王秀英',
          maskedName: '王**',
          tie: 'family',
          class: 'resident',
          building: '3幢',
        },
        place: { building: 3, unit: 2, room: '501', label: '3幢2单元501' },
      },
      { action: 'test', by: 'operator', office: 'operator', purpose: 'register', at: clock() },
    );
    await ask();
    const listed = await asStaff('front_desk', 'GET', '/compounds/cmp_1/join-requests');
    const [request] = Object(listed.body).requests;
    expect(request).toMatchObject({ name: '王秀英', houseLabel: '3幢2单元501' });
    const path = `/join-requests/${request.joinRequestId}`;
    const answers = await Promise.all([
      asStaff('front_desk', 'PUT', path),
      asStaff('property_manager', 'PUT', path),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect((await residents.listHousehold(HOUSES.family)).length).toBe(4);
    const { body } = await residentBrowser(house).signIn(PHONES.stranger);
    expect(Object(body).residents).toMatchObject([{ residentId }]);
  });
});
