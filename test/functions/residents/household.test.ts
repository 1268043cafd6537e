import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createPassWithdrawal } from '../../../functions/passes/index.ts';
import { routesOf } from '../../../functions/platform/http.ts';
import { endDueResidences } from '../../../functions/residents/index.ts';
import { ResidentId } from '../../../shared/ids.ts';
import { OwnRecord } from '../../../shared/messages/household.ts';
import { IssuedPass } from '../../../shared/messages/passes.ts';
import { ManagedResident } from '../../../shared/messages/residents.ts';
import { shanghaiDay } from '../../../shared/time/shanghai.ts';
import { startOfShanghaiDay } from '../../../shared/time/shanghai-days.ts';
import type { TestEngine } from '../../support/engine.ts';
import type { FixedClock } from '../../support/fixed-clock.ts';
import type { Gatehouse } from '../../support/gatehouse.ts';
import { openOwnGatehouse } from '../../support/own-gatehouse.ts';
import { type ResidentBrowser, residentBrowser } from '../../support/resident-browser.ts';
import { newResidentPhone } from '../../support/resident-phone.ts';
import { accountOfPhone, PHONES, RESIDENTS } from '../../support/street.ts';
import { itemsOf } from '../../support/table-items.ts';

const HOUR = 3_600_000;

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
async function askForPass(from: ResidentBrowser, resident: ResidentId) {
  const body = newResidentPhone(resident).passRequest();
  return from.call('PUT', `/residents/${resident}/pass`, body);
}
async function getPass(from: ResidentBrowser, resident: ResidentId): Promise<IssuedPass> {
  return IssuedPass.parse((await askForPass(from, resident)).body);
}
const stateOf = async ({ passId }: IssuedPass) =>
  (await house.stores.passes.findPasses([passId], clock()))[0]?.state;
const recordOf = async (from: ResidentBrowser, resident: ResidentId) =>
  OwnRecord.parse((await from.fresh('GET', `/residents/${resident}/record`)).body);
const devicesOf = async (from: ResidentBrowser, resident: ResidentId): Promise<unknown[]> =>
  Object((await from.call('GET', `/residents/${resident}/passes`)).body).devices;
const asManager = async (method: string, path: string, body?: unknown) =>
  house.call('manager', method, `/api/v1/manager${path}`, {
    cookie: await house.staffCookie('property_manager', { now: clock() }),
    ...(body === undefined ? {} : { body }),
  });
const managed = async (resident: ResidentId) =>
  ManagedResident.parse((await asManager('GET', `/residents/${resident}`)).body);
const register = async (person: object): Promise<ResidentId> => {
  const answer = await asManager('POST', '/compounds/cmp_1/residents', person);
  return ResidentId.parse(Object(answer.body).residentId);
};
const tableNow = async () =>
  (await itemsOf(house.table))
    .map((item) => inspect(item, { depth: null, sorted: true }))
    .sort()
    .join();
const runByTheClock = () =>
  endDueResidences(
    { ...house.stores, withdrawal: createPassWithdrawal(house.stores.passes) },
    'cmp_1',
    clock(),
  );

describe('two adults of one household', () => {
  it('by every route there is, neither ends nor sees what is the other’s', async () => {
    const [father, mother] = [await browserOf(PHONES.father), await browserOf(PHONES.mother)];
    const pass = await getPass(mother, RESIDENTS.mother);
    const given = await mother.call('POST', `/residents/${RESIDENTS.mother}/proxies`, {
      phone: PHONES.stranger,
      called: '姐姐',
    });
    const { proxyId } = Object(given.body);
    const before = await tableNow();
    const routes = routesOf(house.apps.resident).filter(({ path }) => path.includes(':residentId'));
    expect(routes.length).toBeGreaterThan(8);
    for (const { method, path } of routes) {
      const named = path
        .replace('/api/v1/resident', '')
        .replace(':residentId', RESIDENTS.mother)
        .replace(':passId', pass.passId)
        .replace(':proxyId', proxyId)
        .replace(':joinRequestId', 'jrq_1_0000000000000001');
      const bodies: Record<string, unknown> = {
        pass: newResidentPhone(RESIDENTS.mother).passRequest(),
        proxies: { phone: PHONES.neighbour, called: '我' },
        [pass.passId]: { reason: 'own_wish' },
        'house-pin': { pin: '804213' },
        'number-question': { since: 1, isTheirs: false },
        requests: {
          key: '0123456789abcdef',
          typeId: 'errands',
          text: '帮我取',
          details: {},
          photos: [],
        },
        jrq_1_0000000000000001: { approve: true },
      };
      const body = method === 'GET' ? undefined : bodies[named.split('/').at(-1) ?? ''];
      const answer = await father.call(method, named, body);
      const refusals = path.endsWith('number-question') ? [403, 409] : [403];
      expect([method, path, refusals.includes(answer.status), answer.code]).toEqual([
        method,
        path,
        true,
        expect.any(String),
      ]);
      expect(Object.keys(Object(answer.body))).toEqual(['error']);
    }
    expect((await tableNow()) === before).toBe(true);
    expect(await stateOf(pass)).toBe('active');
    expect(await devicesOf(mother, RESIDENTS.mother)).toHaveLength(1);
    const told = JSON.stringify((await father.call('GET', '/household')).body);
    expect(told).not.toContain(pass.passId);
    expect(told).not.toContain(RESIDENTS.mother);
  });

  it('each guardian holds a child’s pass in their own right, and not the other’s', async () => {
    const child = await register({
      house: '3-2-501',
      name: '王小满',
      tie: 'family',
      childUntil: '2046-01-01',
      guardians: [RESIDENTS.father, RESIDENTS.mother],
    });
    const [father, mother] = [await browserOf(PHONES.father), await browserOf(PHONES.mother)];
    const passes = [await getPass(father, child), await getPass(mother, child)] as const;
    for (const [browser, own, other] of [
      [father, passes[0], passes[1]],
      [mother, passes[1], passes[0]],
    ] as const) {
      expect(await devicesOf(browser, child)).toMatchObject([{ passId: own.passId }]);
      const path = `/residents/${child}/passes/${other.passId}`;
      expect((await browser.call('DELETE', path, { reason: 'own_wish' })).code).toBe('not_found');
      expect((await browser.call('POST', `/residents/${child}/departure`)).code).toBe(
        'not_permitted',
      );
      expect(await recordOf(browser, child)).toMatchObject({ decides: false, heldBy: [] });
    }
    expect(await Promise.all(passes.map(stateOf))).toEqual(['active', 'active']);
  });
});

describe('a guardian', () => {
  const DAY = 24 * HOUR;
  const nextDays = (days: number) => shanghaiDay(clock() + days * DAY);
  const newChild = (childUntil: string, guardians: ResidentId[]) =>
    register({ house: '3-2-501', name: '王小满', tie: 'family', childUntil, guardians });
  const holds = async (phone: string): Promise<unknown[]> =>
    Object((await residentBrowser(house).signIn(phone)).body).residents.map(
      ({ residentId }: { residentId: string }) => residentId,
    );

  it('holds the child’s pass until the child turns 18, and not a moment longer', async () => {
    const until = nextDays(2);
    const child = await newChild(until, [RESIDENTS.father]);
    const father = await browserOf(PHONES.father);
    const pass = await getPass(father, child);
    expect(pass.expires * 1_000).toBe(startOfShanghaiDay(until));
    expect((await getPass(father, RESIDENTS.father)).expires).toBeGreaterThan(pass.expires);
    expect(await managed(child)).toMatchObject({ heldBy: [{ kind: 'guardian' }] });
    clock.advance(startOfShanghaiDay(until) - clock() - 11 * 60_000);
    expect(await holds(PHONES.father)).toContain(child);
    clock.advance(11 * 60_000);
    expect(await holds(PHONES.father)).toEqual([RESIDENTS.father]);
    expect((await father.fresh('GET', `/residents/${child}/record`)).code).toBe('not_permitted');
    expect(await managed(child)).toMatchObject({ isChild: false, heldBy: [] });
  });

  it('is named for a child who is there already, several, each in their own right', async () => {
    const child = await newChild(nextDays(400), []);
    const name = async (guardians: ResidentId[], of = child) => {
      const { version } = await managed(of);
      return asManager('PUT', `/residents/${of}`, { version, guardians });
    };
    expect((await name([RESIDENTS.father, RESIDENTS.mother])).status).toBe(200);
    const [father, mother] = [await browserOf(PHONES.father), await browserOf(PHONES.mother)];
    const passes = [await getPass(father, child), await getPass(mother, child)];
    expect(new Set(passes.map(({ passId }) => passId)).size).toBe(2);
    // Named again they are not another; nobody but an adult of the house with a number is one.
    expect((await name([RESIDENTS.father])).status).toBe(200);
    expect((await managed(child)).heldBy).toHaveLength(2);
    const elder = await register({ house: '3-2-501', name: '陈秀英', tie: 'family' });
    for (const wrong of [RESIDENTS.child, RESIDENTS.neighbour, elder]) {
      const refused = await name([wrong]);
      expect([refused.code, refused.field]).toEqual(['invalid_input', 'guardians']);
    }
    expect((await name([RESIDENTS.father], RESIDENTS.mother)).field).toBe('guardians');
  });

  it('goes with the day that the record says, and at once where it says an adult', async () => {
    const child = await newChild(nextDays(400), [RESIDENTS.father]);
    const father = await browserOf(PHONES.father);
    const pass = await getPass(father, child);
    const says = async (childUntil: string | null) => {
      const { version } = await managed(child);
      return asManager('PUT', `/residents/${child}`, { version, childUntil });
    };
    expect((await says(nextDays(3))).status).toBe(200);
    clock.advance(3 * DAY);
    expect(await holds(PHONES.father)).toEqual([RESIDENTS.father]);
    await says(nextDays(300));
    expect(await holds(PHONES.father)).toContain(child);
    expect(await stateOf(pass)).toBe('active');
    expect((await says(null)).status).toBe(200);
    expect(await stateOf(pass)).toBe('revoked');
    expect(await holds(PHONES.father)).toEqual([RESIDENTS.father]);
    expect(await managed(child)).toMatchObject({ isChild: false, heldBy: [] });
  });
});

describe('a proxy over an adult', () => {
  const give = (from: ResidentBrowser, phone: string) =>
    from.call('POST', `/residents/${RESIDENTS.father}/proxies`, { phone, called: '女儿' });

  it('is given by the adult, taken by signing in, and ended by the adult alone at once', async () => {
    const father = await browserOf(PHONES.father);
    const { proxyId } = Object((await give(father, PHONES.stranger)).body);
    const [offered] = (await recordOf(father, RESIDENTS.father)).heldBy;
    expect(offered).toMatchObject({ called: '女儿', state: 'offered', kind: 'proxy' });
    const daughter = residentBrowser(house);
    const signedIn = await daughter.signIn(PHONES.stranger);
    expect(Object(signedIn.body).residents).toMatchObject([{ residentId: RESIDENTS.father }]);
    const pass = await getPass(daughter, RESIDENTS.father);
    const record = await recordOf(father, RESIDENTS.father);
    expect(record.heldBy).toMatchObject([{ proxyId, state: 'held' }]);
    expect(JSON.stringify(record)).not.toMatch(/acc_|139/);
    // She decides nothing for him, and doesn't see who else there is.
    expect(await recordOf(daughter, RESIDENTS.father)).toMatchObject({
      name: '王**',
      decides: false,
      heldBy: [],
    });
    const path = `/residents/${RESIDENTS.father}/proxies/${proxyId}`;
    expect((await daughter.call('DELETE', path)).code).toBe('not_permitted');

    expect((await father.call('DELETE', path)).status).toBe(204);
    expect(await stateOf(pass)).toBe('revoked');
    // Her session still says that she speaks for him, and does not.
    for (const answer of [
      await askForPass(daughter, RESIDENTS.father),
      await daughter.call('GET', `/residents/${RESIDENTS.father}/passes`),
      await daughter.call('GET', `/residents/${RESIDENTS.father}/record`),
    ]) {
      expect(answer.code).toBe('session_expired');
    }
    await expect(residentBrowser(house).signIn(PHONES.stranger)).rejects.toThrow('no code');
    expect((await father.call('DELETE', path)).status).toBe(204);
    expect((await recordOf(father, RESIDENTS.father)).heldBy).toEqual([]);
    expect((await give(father, PHONES.stranger)).status).toBe(200);
    expect(Object((await daughter.signIn(PHONES.stranger)).body).residents).toHaveLength(1);
  });

  it('leaves nothing behind where its pass was suspended, and the adult’s own as it is', async () => {
    const father = await browserOf(PHONES.father);
    const own = await getPass(father, RESIDENTS.father);
    const { proxyId } = Object((await give(father, PHONES.mother)).body);
    const mother = await browserOf(PHONES.mother);
    const phone = newResidentPhone(RESIDENTS.father);
    const askWith = () =>
      mother.call('PUT', `/residents/${RESIDENTS.father}/pass`, phone.passRequest());
    const held = IssuedPass.parse((await askWith()).body);
    const set = (state: object) => asManager('PUT', `/passes/${held.passId}/state`, state);
    expect((await set({ state: 'suspended', reason: 'lost_device' })).status).toBe(204);
    const path = `/residents/${RESIDENTS.father}/proxies/${proxyId}`;
    expect((await father.call('DELETE', path)).status).toBe(204);
    expect([await stateOf(held), await stateOf(own)]).toEqual(['revoked', 'active']);
    // Her phone is told so, before its session is renewed and after.
    expect((await askWith()).code).toBe('pass_revoked');
    await mother.signIn(PHONES.mother);
    expect((await askWith()).code).toBe('pass_revoked');
    expect((await askForPass(mother, RESIDENTS.father)).code).toBe('not_permitted');
    expect(JSON.stringify((await mother.call('GET', '/household')).body)).not.toContain(
      RESIDENTS.father,
    );
    expect((await set({ state: 'active' })).code).toBe('state_conflict');
    // Nothing stands in the way of another phone of his.
    expect((await askForPass(father, RESIDENTS.father)).status).toBe(200);
    expect(await devicesOf(father, RESIDENTS.father)).toHaveLength(2);
  });

  it('ends no suspension that is about the person', async () => {
    const father = await browserOf(PHONES.father);
    const { proxyId } = Object((await give(father, PHONES.mother)).body);
    const held = await getPass(await browserOf(PHONES.mother), RESIDENTS.father);
    await asManager('PUT', `/passes/${held.passId}/state`, {
      state: 'suspended',
      reason: 'order_with_document',
      documentNumber: '（2035）浙01民初1号',
    });
    await father.call('DELETE', `/residents/${RESIDENTS.father}/proxies/${proxyId}`);
    expect(await stateOf(held)).toBe('suspended');
    expect((await askForPass(father, RESIDENTS.father)).code).toBe('pass_suspended');
  });

  it('lapses where the number does not sign in within seven days', async () => {
    const father = await browserOf(PHONES.father);
    await give(father, PHONES.stranger);
    clock.advance(7 * 24 * HOUR);
    await expect(residentBrowser(house).signIn(PHONES.stranger)).rejects.toThrow('no code');
    expect((await recordOf(father, RESIDENTS.father)).heldBy).toMatchObject([{ state: 'lapsed' }]);
  });

  it('is not given to oneself, nor twice, nor to more than five', async () => {
    const father = await browserOf(PHONES.father);
    expect((await give(father, PHONES.father)).field).toBe('phone');
    expect((await give(father, PHONES.stranger)).status).toBe(200);
    expect((await give(father, PHONES.stranger)).code).toBe('state_conflict');
    for (const last of [1, 2, 3, 4]) {
      expect((await give(father, `1390000555${last}`)).status).toBe(200);
    }
    expect((await give(father, '13900005556')).code).toBe('too_many_proxies');
  });

  it('of a number that two adults share decides nothing, until one has a number of their own', async () => {
    const elder = await register({
      house: '3-2-501',
      name: '陈秀英',
      tie: 'family',
      phone: PHONES.father,
    });
    const shared = await browserOf(PHONES.father);
    for (const resident of [RESIDENTS.father, elder]) {
      expect(await recordOf(shared, resident)).toMatchObject({ shared: true, decides: false });
      const refused = await shared.call('POST', `/residents/${resident}/departure`);
      expect(refused.code).toBe('own_number_needed');
    }
    const pass = await getPass(shared, elder);
    const { version } = await managed(elder);
    const edit = { version, phone: PHONES.stranger };
    expect((await asManager('PUT', `/residents/${elder}`, edit)).status).toBe(200);
    const own = await browserOf(PHONES.stranger);
    const record = await recordOf(own, elder);
    expect(record).toMatchObject({ decides: true, heldBy: [{ called: '王**', state: 'held' }] });
    expect(await recordOf(shared, RESIDENTS.father)).toMatchObject({ decides: true });
    const path = `/residents/${elder}/proxies/${record.heldBy[0]?.proxyId}`;
    expect((await own.call('DELETE', path)).status).toBe(204);
    expect([await stateOf(pass), (await askForPass(shared, elder)).code]).toEqual([
      'revoked',
      'session_expired',
    ]);
  });
});

describe('a residence', () => {
  const removal = (version: number, document = 'court_ruling') => ({
    version,
    document,
    documentNumber: '（2035）浙01民初1号',
  });
  const announce = async (document?: string) => {
    const { version } = await managed(RESIDENTS.mother);
    const path = `/residents/${RESIDENTS.mother}/removal`;
    return asManager('POST', path, removal(version, document));
  };
  const isGone = async (mother: ResidentBrowser, pass: IssuedPass) => {
    expect(await stateOf(pass)).toBe('revoked');
    expect((await managed(RESIDENTS.mother)).state).toBe('moved_out');
    const refusals = ['session_expired', 'pass_revoked', 'not_permitted'];
    expect(refusals).toContain((await askForPass(mother, RESIDENTS.mother)).code);
    expect((await house.stores.residents.listHousehold('hou_1_000000000000000a')).length).toBe(2);
    const listed = await asManager('POST', '/compounds/cmp_1/register', {});
    expect(JSON.stringify(listed.body)).not.toContain(RESIDENTS.mother);
    const left = await asManager('POST', '/compounds/cmp_1/register', { state: 'moved_out' });
    expect(JSON.stringify(left.body)).toContain(RESIDENTS.mother);
    expect(await runByTheClock()).toBe(0);
    const due = (await itemsOf(house.table)).filter(({ sk }) => /^leaving#/.test(String(sk)));
    expect(due).toEqual([]);
  };

  it('is ended on a document after 72 hours, of which the person is told', async () => {
    const mother = await browserOf(PHONES.mother);
    const pass = await getPass(mother, RESIDENTS.mother);
    const { at } = Object((await announce()).body);
    expect(at).toBe(clock() + 72 * HOUR);
    expect((await recordOf(mother, RESIDENTS.mother)).leaving).toEqual({
      at,
      document: 'court_ruling',
    });
    clock.advance(72 * HOUR - 1);
    expect(await runByTheClock()).toBe(0);
    expect(await stateOf(pass)).toBe('active');
    clock.advance(1);
    expect(await runByTheClock()).toBe(1);
    await isGone(mother, pass);
  });

  it('goes on where the removal is taken back', async () => {
    await announce();
    const path = `/residents/${RESIDENTS.mother}/removal`;
    expect((await asManager('DELETE', path)).status).toBe(204);
    expect((await asManager('DELETE', path)).code).toBe('state_conflict');
    clock.advance(73 * HOUR);
    expect(await runByTheClock()).toBe(0);
    expect(await managed(RESIDENTS.mother)).toMatchObject({ state: 'active' });
  });

  it('is ended at once by a protection order, also while another removal waits', async () => {
    const mother = await browserOf(PHONES.mother);
    const pass = await getPass(mother, RESIDENTS.mother);
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
    await asManager('DELETE', `/residents/${RESIDENTS.mother}/removal`);
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

  it('is ended by oneself, at once', async () => {
    const mother = await browserOf(PHONES.mother);
    const pass = await getPass(mother, RESIDENTS.mother);
    const path = `/residents/${RESIDENTS.mother}/departure`;
    expect((await mother.call('POST', path)).status).toBe(204);
    await isGone(mother, pass);
  });

  it('where it was broken off after its first write is finished by the clock', async () => {
    const mother = await browserOf(PHONES.mother);
    const pass = await getPass(mother, RESIDENTS.mother);
    const stopped = async () => {
      throw new Error('the process ends here');
    };
    await announce();
    clock.advance(72 * HOUR);
    const ports = { ...house.stores, withdrawal: { ofMovedOut: stopped, ofNumber: stopped } };
    await expect(endDueResidences(ports, 'cmp_1', clock())).rejects.toThrow('ends here');
    expect(await stateOf(pass)).toBe('active');
    await runByTheClock();
    await isGone(await browserOf(PHONES.mother), pass);
  });

  it('counts a change only while nobody else has made one, and finds the new name', async () => {
    const { version } = await managed(RESIDENTS.mother);
    const path = `/residents/${RESIDENTS.mother}`;
    const answers = await Promise.all(
      ['赵敏', '钱敏'].map((name) => asManager('PUT', path, { version, name })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const { name } = await managed(RESIDENTS.mother);
    const found = async (typed: string): Promise<unknown[]> =>
      Object((await asManager('POST', '/compounds/cmp_1/register', { typed })).body).residents;
    expect(await found(name)).toMatchObject([{ residentId: RESIDENTS.mother }]);
    expect(await found('欧阳')).toEqual([]);
  });
});
