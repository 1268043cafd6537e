import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ResidentId } from '../../../shared/ids.ts';
import { EntryMeans } from '../../../shared/messages/entry-means.ts';
import type { TestEngine } from '../../support/engine.ts';
import type { FixedClock } from '../../support/fixed-clock.ts';
import type { Gatehouse } from '../../support/gatehouse.ts';
import { openOwnGatehouse } from '../../support/own-gatehouse.ts';
import { type ResidentBrowser, residentBrowser } from '../../support/resident-browser.ts';
import { PHONES, RESIDENTS } from '../../support/street.ts';
import { itemsOf } from '../../support/table-items.ts';

const { father, mother, child } = RESIDENTS;
const CARD = '0011257731';

let engine: TestEngine;
let clock: FixedClock;
let house: Gatehouse;
beforeEach(async () => {
  ({ engine, clock, house } = await openOwnGatehouse());
});
afterEach(() => engine.stop());

async function browserOf(phone: string): Promise<ResidentBrowser> {
  const browser = residentBrowser(house);
  await browser.signIn(phone);
  return browser;
}
const cookieOf = (role: 'property_manager' | 'front_desk' | 'house_steward') =>
  house.staffCookie(role, { now: clock() });
const office = async (method: string, path: string, body?: unknown, cookie?: string) =>
  house.call('manager', method, `/api/v1/manager/residents/${path}`, {
    cookie: cookie ?? (await cookieOf('front_desk')),
    ...(body === undefined ? {} : { body }),
  });
const give = (resident: ResidentId, number = CARD, cookie?: string) =>
  office('PUT', `${resident}/door-card`, { number }, cookie);
const meansOf = async (resident: ResidentId) =>
  EntryMeans.parse((await office('GET', `${resident}/entry-means`)).body);
const itemOf = async (prefix: string) =>
  (await itemsOf(house.table)).find(
    ({ pk, sk }) => pk === 'cmp_1' && String(sk).startsWith(prefix),
  );

describe('a PIN with the house number', () => {
  it('is set by the resident, replaced by the next, and is in the table as a hash alone', async () => {
    const phone = await browserOf(PHONES.father);
    const set = (pin: string) => phone.call('PUT', `/residents/${father}/house-pin`, { pin });
    expect((await set('804213')).status).toBe(204);
    const first = await itemOf('house-pin#');
    expect((await set('318426')).status).toBe(204);
    const second = await itemOf('house-pin#');
    expect([first?.version, second?.version]).toEqual([1, 2]);
    expect(first?.hash).not.toBe(second?.hash);
    const stored = JSON.stringify(await itemsOf(house.table));
    expect(stored.includes('804213') || stored.includes('318426')).toBe(false);
    expect(await meansOf(father)).toEqual({ housePin: { setAt: clock() } });
  });

  it('is none of those that are tried first', async () => {
    const phone = await browserOf(PHONES.father);
    for (const pin of ['000000', '123456', '987654', '121212', '12345', 'abcdef']) {
      const answer = await phone.call('PUT', `/residents/${father}/house-pin`, { pin });
      expect([pin, answer.code]).toEqual([pin, 'invalid_input']);
    }
    expect(await itemOf('house-pin#')).toBeUndefined();
  });

  it('of a child is set by whose number is the child’s, and by nobody else of the house', async () => {
    const [hers, his] = [await browserOf(PHONES.mother), await browserOf(PHONES.father)];
    const body = { pin: '804213' };
    expect((await hers.call('PUT', `/residents/${child}/house-pin`, body)).status).toBe(204);
    expect((await his.call('PUT', `/residents/${child}/house-pin`, body)).code).toBe(
      'not_permitted',
    );
    expect((await his.call('PUT', `/residents/${mother}/house-pin`, body)).code).toBe(
      'not_permitted',
    );
  });

  it('of an adult is not set by whoever holds their pass', async () => {
    const his = await browserOf(PHONES.father);
    const offer = { phone: PHONES.mother, called: '妻子' };
    expect((await his.call('POST', `/residents/${father}/proxies`, offer)).status).toBe(200);
    const hers = await browserOf(PHONES.mother);
    const set = await hers.call('PUT', `/residents/${father}/house-pin`, { pin: '804213' });
    expect(set.code).toBe('not_permitted');
    const read = await hers.call('GET', `/residents/${father}/entry-means`);
    expect(read.code).toBe('not_permitted');
  });

  it.each(['the resident', 'the front desk'] as const)('ends by the word of %s', async (who) => {
    const phone = await browserOf(PHONES.father);
    await phone.call('PUT', `/residents/${father}/house-pin`, { pin: '804213' });
    const ended =
      who === 'the front desk'
        ? await office('DELETE', `${father}/house-pin`)
        : await phone.call('DELETE', `/residents/${father}/house-pin`);
    expect(ended.status).toBe(204);
    expect(await meansOf(father)).toEqual({});
  });
});

describe('a door card', () => {
  it('has one holder at a time, and a holder one card', async () => {
    expect((await give(father)).status).toBe(204);
    expect((await give(father)).status).toBe(204);
    expect((await give(mother)).code).toBe('state_conflict');
    expect((await give(father, '0011257732')).code).toBe('state_conflict');
    expect(await meansOf(father)).toEqual({ doorCard: { tail: '7731', registeredAt: clock() } });
    expect(await meansOf(mother)).toEqual({});
  });

  it('is registered with one of two to whom it is given at once', async () => {
    const cookie = await cookieOf('front_desk');
    const answers = await Promise.all([give(father, CARD, cookie), give(mother, CARD, cookie)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 409]);
  });

  it('is lost by its holder’s word, and then registered with somebody else', async () => {
    await give(father);
    const phone = await browserOf(PHONES.father);
    expect((await phone.call('DELETE', `/residents/${father}/door-card`)).status).toBe(204);
    expect(await itemOf('door-card#')).toMatchObject({ state: 'lost', version: 2 });
    expect((await phone.call('DELETE', `/residents/${father}/door-card`)).code).toBe('not_found');
    expect((await give(mother)).status).toBe(204);
    const card = await itemOf('door-card#');
    expect(card).toMatchObject({ state: 'registered', residentId: mother, version: 3 });
    expect(card).not.toHaveProperty('ttl');
  });

  it('is lost by the office’s word, and by nobody’s who does not work there', async () => {
    await give(father);
    const path = `${father}/door-card`;
    const stewards = await office('DELETE', path, undefined, await cookieOf('house_steward'));
    expect(stewards.code).toBe('not_permitted');
    expect((await office('DELETE', `${father}/door-card`)).status).toBe(204);
    expect(await meansOf(father)).toEqual({});
  });

  it('shows nothing of a short number, and is kept by no number', async () => {
    await give(father, 'a1257731');
    expect(await meansOf(father)).toEqual({ doorCard: { registeredAt: clock() } });
    expect(JSON.stringify(await itemsOf(house.table)).includes('1257731')).toBe(false);
  });
});

it('with a residence end the PIN and the door card', async () => {
  await give(father);
  const phone = await browserOf(PHONES.father);
  await phone.call('PUT', `/residents/${father}/house-pin`, { pin: '804213' });
  expect((await phone.call('POST', `/residents/${father}/departure`)).status).toBe(204);
  expect(await itemOf('house-pin#')).toBeUndefined();
  expect(await itemOf('held-card#')).toBeUndefined();
  expect(await itemOf('door-card#')).toMatchObject({ state: 'ended' });
  expect((await give(mother)).status).toBe(204);
});
