import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { routesOf } from '../../../functions/platform/http.ts';
import type { ResidentId } from '../../../shared/ids.ts';
import { shanghaiDay } from '../../../shared/time/shanghai.ts';
import { startOfShanghaiDay } from '../../../shared/time/shanghai-days.ts';
import type { TestEngine } from '../../support/engine.ts';
import type { FixedClock } from '../../support/fixed-clock.ts';
import type { Gatehouse } from '../../support/gatehouse.ts';
import { openOwnGatehouse } from '../../support/own-gatehouse.ts';
import { residentBrowser } from '../../support/resident-browser.ts';
import { newResidentPhone } from '../../support/resident-phone.ts';
import { PHONES, RESIDENTS } from '../../support/street.ts';
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

const tableNow = async () =>
  (await itemsOf(house.table))
    .map((item) => inspect(item, { depth: null, sorted: true }))
    .sort()
    .join();

describe('two adults of one household', () => {
  it('by every route there is, neither ends nor sees what is the other’s', async () => {
    const [father, mother] = [
      await people.browserOf(PHONES.father),
      await people.browserOf(PHONES.mother),
    ];
    const pass = await people.getPass(mother, RESIDENTS.mother);
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
        .replace(':changeId', 'hch_1_0000000000000001')
        .replace(':joinRequestId', 'jrq_1_0000000000000001');
      const bodies: Record<string, unknown> = {
        pass: newResidentPhone(RESIDENTS.mother).passRequest(),
        proxies: { phone: PHONES.neighbour, called: '我' },
        [pass.passId]: { reason: 'own_wish' },
        'health-registration': { findings: ['nothing_to_report'] },
        hch_1_0000000000000001: { text: '' },
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
    expect(await people.stateOf(pass)).toBe('active');
    expect(await people.devicesOf(mother, RESIDENTS.mother)).toHaveLength(1);
    const told = JSON.stringify((await father.call('GET', '/household')).body);
    expect(told).not.toContain(pass.passId);
    expect(told).not.toContain(RESIDENTS.mother);
  });

  it('each guardian holds a child’s pass in their own right, and not the other’s', async () => {
    const child = await people.register({
      house: '3-2-501',
      name: '王小满',
      tie: 'family',
      childUntil: '2046-01-01',
      guardians: [RESIDENTS.father, RESIDENTS.mother],
    });
    const [father, mother] = [
      await people.browserOf(PHONES.father),
      await people.browserOf(PHONES.mother),
    ];
    const passes = [
      await people.getPass(father, child),
      await people.getPass(mother, child),
    ] as const;
    for (const [browser, own, other] of [
      [father, passes[0], passes[1]],
      [mother, passes[1], passes[0]],
    ] as const) {
      expect(await people.devicesOf(browser, child)).toMatchObject([{ passId: own.passId }]);
      const path = `/residents/${child}/passes/${other.passId}`;
      expect((await browser.call('DELETE', path, { reason: 'own_wish' })).code).toBe('not_found');
      expect((await browser.call('POST', `/residents/${child}/departure`)).code).toBe(
        'not_permitted',
      );
      expect(await people.recordOf(browser, child)).toMatchObject({ decides: false, heldBy: [] });
    }
    expect(await Promise.all(passes.map(people.stateOf))).toEqual(['active', 'active']);
  });
});

describe('a guardian', () => {
  const DAY = 24 * HOUR;
  const nextDays = (days: number) => shanghaiDay(clock() + days * DAY);
  const newChild = (childUntil: string, guardians: ResidentId[]) =>
    people.register({ house: '3-2-501', name: '王小满', tie: 'family', childUntil, guardians });
  const holds = async (phone: string): Promise<unknown[]> =>
    Object((await residentBrowser(house).signIn(phone)).body).residents.map(
      ({ residentId }: { residentId: string }) => residentId,
    );

  it('holds the child’s pass until the child turns 18, and not a moment longer', async () => {
    const until = nextDays(2);
    const child = await newChild(until, [RESIDENTS.father]);
    const father = await people.browserOf(PHONES.father);
    const pass = await people.getPass(father, child);
    expect(pass.expires * 1_000).toBe(startOfShanghaiDay(until));
    expect((await people.getPass(father, RESIDENTS.father)).expires).toBeGreaterThan(pass.expires);
    expect(await people.managed(child)).toMatchObject({ heldBy: [{ kind: 'guardian' }] });
    clock.advance(startOfShanghaiDay(until) - clock() - 11 * 60_000);
    expect(await holds(PHONES.father)).toContain(child);
    clock.advance(11 * 60_000);
    expect(await holds(PHONES.father)).toEqual([RESIDENTS.father]);
    expect((await father.fresh('GET', `/residents/${child}/record`)).code).toBe('not_permitted');
    expect(await people.managed(child)).toMatchObject({ isChild: false, heldBy: [] });
  });

  it('is named for a child who is there already, several, each in their own right', async () => {
    const child = await newChild(nextDays(400), []);
    const name = async (guardians: ResidentId[], of = child) => {
      const { version } = await people.managed(of);
      return people.asManager('PUT', `/residents/${of}`, { version, guardians });
    };
    expect((await name([RESIDENTS.father, RESIDENTS.mother])).status).toBe(200);
    const [father, mother] = [
      await people.browserOf(PHONES.father),
      await people.browserOf(PHONES.mother),
    ];
    const passes = [await people.getPass(father, child), await people.getPass(mother, child)];
    expect(new Set(passes.map(({ passId }) => passId)).size).toBe(2);
    // Named again they are not another; nobody but an adult of the house with a number is one.
    expect((await name([RESIDENTS.father])).status).toBe(200);
    expect((await people.managed(child)).heldBy).toHaveLength(2);
    const elder = await people.register({ house: '3-2-501', name: '陈秀英', tie: 'family' });
    for (const wrong of [RESIDENTS.child, RESIDENTS.neighbour, elder]) {
      const refused = await name([wrong]);
      expect([refused.code, refused.field]).toEqual(['invalid_input', 'guardians']);
    }
    expect((await name([RESIDENTS.father], RESIDENTS.mother)).field).toBe('guardians');
  });

  it('goes with the day that the record says, and at once where it says an adult', async () => {
    const child = await newChild(nextDays(400), [RESIDENTS.father]);
    const father = await people.browserOf(PHONES.father);
    const pass = await people.getPass(father, child);
    const says = async (childUntil: string | null) => {
      const { version } = await people.managed(child);
      return people.asManager('PUT', `/residents/${child}`, { version, childUntil });
    };
    expect((await says(nextDays(3))).status).toBe(200);
    clock.advance(3 * DAY);
    expect(await holds(PHONES.father)).toEqual([RESIDENTS.father]);
    await says(nextDays(300));
    expect(await holds(PHONES.father)).toContain(child);
    expect(await people.stateOf(pass)).toBe('active');
    expect((await says(null)).status).toBe(200);
    expect(await people.stateOf(pass)).toBe('revoked');
    expect(await holds(PHONES.father)).toEqual([RESIDENTS.father]);
    expect(await people.managed(child)).toMatchObject({ isChild: false, heldBy: [] });
  });
});
