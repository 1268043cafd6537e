import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HeldGrant } from '../../../shared/messages/grants.ts';
import { KEPT_MS } from '../../../shared/retention.ts';
import { startEngine, type TestEngine } from '../../support/engine.ts';
import { type FixedClock, fixedClock, NOON } from '../../support/fixed-clock.ts';
import { type Gatehouse, openGatehouse } from '../../support/gatehouse.ts';
import { GATES, layGates } from '../../support/gates.ts';
import { PHONES, STAFF } from '../../support/street.ts';
import { itemsOf } from '../../support/table-items.ts';

const DAY = 86_400_000;
const UNTIL = NOON + 60 * DAY;
const NEWCOMER = { name: '冯丽', phone: '13900005555' };

let engine: TestEngine;
let clock: FixedClock;
let house: Gatehouse;
let manager: string;

beforeEach(async () => {
  engine = await startEngine();
  await layGates(engine.table);
  clock = fixedClock();
  house = await openGatehouse(engine.table, clock);
  manager = await house.staffCookie('property_manager');
});
afterEach(() => engine.stop());

const give = (cookie: string, body: object, place = 'cmp_1') =>
  house.call('manager', 'POST', `/api/v1/manager/places/${place}/grants`, { cookie, body });
const end = (cookie: string, body: object, place = 'cmp_1') =>
  house.call('manager', 'POST', `/api/v1/manager/places/${place}/ended-grants`, { cookie, body });
const list = async (cookie: string, place = 'cmp_1') => {
  const answer = await house.call('manager', 'GET', `/api/v1/manager/places/${place}/grants`, {
    cookie,
  });
  return HeldGrant.array().parse(Object(answer.body).grants);
};

describe('a role', () => {
  it('is given to somebody new, counts at once, and is listed where it counts', async () => {
    const { body, status } = await give(manager, {
      to: NEWCOMER,
      role: 'property_manager',
      until: UNTIL,
    });
    expect(status).toBe(200);
    const given = HeldGrant.parse(body);
    expect(given).toMatchObject({ maskedName: '冯**', office: 'property', since: NOON });
    expect((await list(manager)).map(({ staffId }) => staffId)).toContain(given.staffId);
    expect(JSON.stringify(await list(manager))).not.toMatch(/冯丽|139/);
  });

  it('is kept a year after the last one ends, and with it who held it and how they were reached', async () => {
    const keptUntil = async () => {
      const items = await itemsOf(engine.table);
      const [one] = items.filter(({ sk, name, maskedName }) => {
        return String(sk).startsWith('staff#') && (name ?? maskedName) === '冯**';
      });
      return Number(one?.ttl) * 1_000;
    };
    const body = { to: NEWCOMER, role: 'property_manager', until: UNTIL };
    const { staffId } = HeldGrant.parse((await give(manager, body)).body);
    expect(await keptUntil()).toBe(UNTIL + KEPT_MS.role);
    await give(manager, { to: { staffId }, role: 'guard', until: UNTIL + DAY });
    expect(await keptUntil()).toBe(UNTIL + DAY + KEPT_MS.role);
    clock.advance(60_000);
    for (const role of ['guard', 'property_manager']) {
      expect((await end(manager, { staffId, role })).status).toBe(204);
    }
    expect(await keptUntil()).toBe(clock() + KEPT_MS.role);
  });

  it('goes to nobody by their own hand', async () => {
    const to = { name: '胡军', phone: PHONES.manager };
    expect((await give(manager, { to, role: 'guard', until: UNTIL })).code).toBe(
      'grant_to_oneself',
    );
    const self = { staffId: STAFF.manager };
    expect((await give(manager, { to: self, role: 'guard', until: UNTIL })).code).toBe(
      'grant_to_oneself',
    );
  });

  it('ends with the next request of whoever held it', async () => {
    const captain = await house.staffCookie('guard_captain');
    const asked = () =>
      house.call('manager', 'GET', '/api/v1/manager/compounds/cmp_1/shift-pins', {
        cookie: captain,
      });
    expect((await asked()).status).toBe(200);
    const held = (await list(manager)).find(({ role }) => role === 'guard_captain');
    expect((await end(manager, { staffId: held?.staffId, role: 'guard_captain' })).status).toBe(
      204,
    );
    expect((await asked()).code).toBe('not_signed_in');
    expect((await end(manager, { staffId: held?.staffId, role: 'guard_captain' })).status).toBe(
      204,
    );
    const told = (await list(manager)).find(({ role }) => role === 'guard_captain');
    expect(told?.endedAt).toBe(NOON);
  });

  it('of the last administrator is not given up, and of two at once one stays', async () => {
    const own = { staffId: STAFF.manager, role: 'property_manager' };
    expect((await end(manager, own)).code).toBe('last_administrator');
    const { body } = await give(manager, { to: NEWCOMER, role: 'property_manager', until: UNTIL });
    const other = HeldGrant.parse(body);
    const otherCookie = await house.cookieOfStaff(NEWCOMER.phone, other.staffId);
    const ends = await Promise.all([
      end(manager, own),
      end(otherCookie, { staffId: other.staffId, role: 'property_manager' }),
    ]);
    expect(ends.map(({ status }) => status).sort()).toEqual([204, 409]);
  });

  it('says of everything that somebody may do or may not, and why', async () => {
    const path = `/api/v1/manager/places/cmp_1/staff/${STAFF.guard}/permissions`;
    const { body } = await house.call('manager', 'GET', path, { cookie: manager });
    const of = (action: string) =>
      Object(body).actions.find((one: { action: string }) => one.action === action);
    expect(of('shift.start')).toMatchObject({ allowed: true, by: { role: 'guard' } });
    expect(of('card.issue')).toEqual({ action: 'card.issue', allowed: false, because: 'no_role' });
  });
});

describe('another property company', () => {
  const change = (cookie: string, body: object) =>
    house.call('manager', 'PUT', '/api/v1/manager/compounds/cmp_1/company', { cookie, body });
  const order = {
    company: { name: '安居物业' },
    manager: { ...NEWCOMER, until: UNTIL },
    documentNumber: '青街物〔2026〕12号',
  };

  it('ends every role of the one before with the next request, and leaves the gates open', async () => {
    const worker = await house.staffCookie('community_worker', { node: 'com_1' });
    const device = await house.deviceAt(GATES.east);
    await house.startShift(device);
    const answer = await change(worker, order);
    expect([answer.status, answer.code]).toEqual([200, undefined]);
    expect(
      Object(answer.body)
        .ended.map(({ role }: HeldGrant) => role)
        .sort(),
    ).toEqual(['guard', 'property_manager']);
    const gates = (cookie: string) =>
      house.call('manager', 'GET', '/api/v1/manager/gates', { cookie });
    expect((await gates(manager)).code).toBe('not_signed_in');
    const next = await house.cookieOfStaff(NEWCOMER.phone, Object(answer.body).manager.staffId);
    expect((await gates(next)).status).toBe(200);
    const state = await house.call('guard', 'GET', `/api/v1/gates/${GATES.east}/state`, { device });
    expect(state.status).toBe(200);
    const [shift] = await house.stores.permissions.shifts.listLatest(GATES.east, 1);
    expect(shift?.endedAt).toBe(NOON);
  });

  it('asked again ends nobody whom the new one has', async () => {
    const worker = await house.staffCookie('community_worker', { node: 'com_1' });
    await change(worker, order);
    const again = await change(worker, order);
    expect(Object(again.body)).toMatchObject({ ended: [], manager: { role: 'property_manager' } });
    const running = (await list(worker)).filter(({ endedAt }) => endedAt === undefined);
    expect(running.map(({ role }) => role)).toContain('property_manager');
  });

  it('can be none: the community runs the compound by somebody of its own', async () => {
    const worker = await house.staffCookie('community_worker', { node: 'com_1' });
    const { company: _, ...alone } = order;
    const { body } = await change(worker, alone);
    expect(Object(body).manager).toMatchObject({ role: 'property_manager', office: 'community' });
  });
});
