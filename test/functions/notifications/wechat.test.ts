import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TestEngine } from '../../support/engine.ts';
import type { Gatehouse } from '../../support/gatehouse.ts';
import { openOwnGatehouse } from '../../support/own-gatehouse.ts';
import { accountOfPhone, PHONES, RESIDENTS } from '../../support/street.ts';
import { itemsOf } from '../../support/table-items.ts';
import { tellOfStep, tellOfTenancy } from './telling.ts';

const MINUTE_MS = 60_000;
let engine: TestEngine;
let house: Gatehouse;
beforeEach(async () => {
  ({ engine, house } = await openOwnGatehouse());
});
afterEach(() => engine.stop());

type Page = Awaited<ReturnType<typeof pageOf>>;
/** A page of a resident, or the console, and what it may ask of WeChat. */
async function pageOf(who: 'father' | 'mother' | 'manager') {
  const app = who === 'manager' ? 'manager' : 'resident';
  const cookie =
    who === 'manager'
      ? await house.staffCookie('property_manager', { node: 'cmp_1' })
      : await house.residentCookie(PHONES[who], [RESIDENTS[who]], house.clock());
  const call = (method: string, path = '', body?: unknown) =>
    house.call(app, method, `/api/v1/${app}/wechat${path}`, { cookie, body });
  return {
    call,
    ask: async () => new URL(Object((await call('POST', '/askings')).body).goTo),
    read: async () => (await call('GET')).body,
  };
}
const stateIn = (asking: URL) => asking.searchParams.get('state') ?? '';
const bind = async (page: Page, name = 'jia') =>
  page.call('PUT', '', { code: `local-${name}`, state: stateIn(await page.ask()) });
const messagedTo = () => house.phones.messaged.map(({ phone }) => phone);

describe('somebody who is bound to a WeChat', () => {
  it('is told there too, until they unbind it by one tap', async () => {
    const father = await pageOf('father');
    expect(await father.read()).toEqual({ offered: true });
    expect((await bind(father)).body).toEqual({ tookOver: false });
    expect(await father.read()).toEqual({ offered: true, boundAt: house.clock() });
    await tellOfStep(house);
    await house.deliverNotifications();
    expect(messagedTo()).toEqual(['o-jia']);
    expect((await father.call('DELETE')).status).toBe(204);
    expect((await father.call('DELETE')).status).toBe(204);
    expect(await father.read()).toEqual({ offered: true });
    await tellOfStep(house, { key: 'later' });
    await house.deliverNotifications();
    expect(messagedTo()).toEqual(['o-jia']);
    expect(await itemsOf(engine.table)).not.toContainEqual(
      expect.objectContaining({ pk: expect.stringMatching(/^wechat#/) }),
    );
  });

  it('is not told there at night, nor of what they do not want there', async () => {
    const father = await pageOf('father');
    await bind(father);
    house.clock.advance(11 * 60 * MINUTE_MS);
    await tellOfTenancy(house);
    await house.deliverNotifications();
    expect(messagedTo()).toEqual([]);
    house.clock.advance(9 * 60 * MINUTE_MS);
    await house.sendDueIn('cmp_1');
    expect(messagedTo()).toEqual(['o-jia']);
    const kinds = { sms: true, call: true, wechat: false };
    const cookie = await house.residentCookie(PHONES.father, [RESIDENTS.father], house.clock());
    await house.call('resident', 'PUT', '/api/v1/resident/notification-settings', {
      cookie,
      body: {
        kinds: { request: kinds, announcement: kinds, account: kinds },
        quiet: { from: 0, to: 0 },
      },
    });
    await tellOfTenancy(house, { key: 'another' });
    await house.deliverNotifications();
    expect(messagedTo()).toEqual(['o-jia']);
  });

  it('as staff is told what staff are told, and as a resident nothing of it', async () => {
    const manager = await pageOf('manager');
    expect((await manager.ask()).searchParams.get('redirect_uri')).toBe(
      'http://localhost/manager/inbox',
    );
    await bind(manager);
    await tellOfStep(house, { to: { role: 'property_manager', at: 'cmp_1' } });
    await tellOfStep(house, { key: 'to the father' });
    await house.deliverNotifications();
    expect(messagedTo()).toEqual(['o-jia']);
  });

  it('who binds another WeChat is told there instead', async () => {
    const father = await pageOf('father');
    await bind(father);
    expect((await bind(father, 'yi')).body).toEqual({ tookOver: false });
    await tellOfStep(house);
    await house.deliverNotifications();
    expect(messagedTo()).toEqual(['o-yi']);
    // The first is nobody's now: whoever binds it takes it from nobody.
    expect((await bind(await pageOf('mother'))).body).toEqual({ tookOver: false });
  });
});

describe('a WeChat that is bound to another account', () => {
  it('goes to the newer one, which is told so, and the other is bound no more', async () => {
    const [father, mother] = [await pageOf('father'), await pageOf('mother')];
    await bind(father);
    expect((await bind(mother)).body).toEqual({ tookOver: true });
    expect(await father.read()).toEqual({ offered: true });
    await tellOfStep(house);
    await tellOfStep(house, { key: 'to her', to: { account: accountOfPhone(PHONES.mother) } });
    await house.deliverNotifications();
    expect(messagedTo()).toEqual(['o-jia']);
    const facts = (await itemsOf(engine.table)).filter(({ sk }) => sk === 'wechat');
    expect(facts.map(({ pk, version, audit }) => [pk, version, Object(audit).action])).toEqual(
      expect.arrayContaining([
        [`phone#${accountOfPhone(PHONES.mother)}#inbox`, 1, 'wechat.bind'],
        [`phone#${accountOfPhone(PHONES.father)}#inbox#gone`, 1, 'wechat.bind'],
      ]),
    );
  });

  it('bound by both at once is bound to one of them', async () => {
    const pages = [await pageOf('father'), await pageOf('mother')];
    const states = await Promise.all(pages.map(async (page) => stateIn(await page.ask())));
    const answers = await Promise.all(
      pages.map((page, n) => page.call('PUT', '', { code: 'local-jia', state: states[n] })),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    const read = await Promise.all(pages.map((page) => page.read()));
    expect(read.filter((one) => 'boundAt' in Object(one))).toHaveLength(1);
  });
});

describe('what comes back from WeChat', () => {
  it('leads on to the page, in the part of the address that no server sees', async () => {
    const state = '0a'.repeat(16);
    const path = '/api/v1/resident/wechat/return';
    const led = async (query: string) => {
      const { status, headers } = await house.call('resident', 'GET', `${path}${query}`);
      return [status, headers.get('location')];
    };
    expect(await led(`?code=a-1&state=${state}`)).toEqual([
      303,
      `/resident/#/telling?code=a-1&state=${state}`,
    ]);
    expect(await led(`?code=a%0d%0ab&state=${state}`)).toEqual([303, '/resident/#/telling']);
    expect(await led('')).toEqual([303, '/resident/#/telling']);
  });

  it('counts once, within ten minutes, and for whoever asked alone', async () => {
    const [father, mother] = [await pageOf('father'), await pageOf('mother')];
    const state = stateIn(await father.ask());
    const said = (code: string, of: string) => ({ code, state: of });
    expect((await mother.call('PUT', '', said('local-jia', state))).code).toBe('wechat_over');
    expect((await father.call('PUT', '', said('local-jia', state))).status).toBe(200);
    expect((await father.call('PUT', '', said('local-jia', state))).code).toBe('wechat_over');
    const late = stateIn(await father.ask());
    house.clock.advance(10 * MINUTE_MS);
    const again = await pageOf('father');
    expect((await again.call('PUT', '', said('local-yi', late))).code).toBe('wechat_over');
    const before = stateIn(await again.ask());
    const newer = stateIn(await again.ask());
    expect((await again.call('PUT', '', said('local-yi', before))).code).toBe('wechat_over');
    expect((await again.call('PUT', '', said('1000', newer))).code).toBe('wechat_over');
    expect((await again.call('PUT', '', said('local-yi', newer))).code).toBe('wechat_over');
  });

  it('can be asked for ten times an hour', async () => {
    const father = await pageOf('father');
    for (let n = 0; n < 10; n++) await father.ask();
    expect(await father.call('POST', '/askings')).toMatchObject({ code: 'too_many_tries' });
  });
});
