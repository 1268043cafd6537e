import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDuty, onDutyNow } from '../../../functions/duty/index.ts';
import type { PlaceId } from '../../../shared/ids.ts';
import { DutyNow, DutyWeek } from '../../../shared/messages/duty.ts';
import type { Role } from '../../../shared/roles.ts';
import { shanghaiDay } from '../../../shared/time/shanghai.ts';
import type { TestEngine } from '../../support/engine.ts';
import type { FixedClock } from '../../support/fixed-clock.ts';
import type { Gatehouse } from '../../support/gatehouse.ts';
import { GATES } from '../../support/gates.ts';
import { openOwnGatehouse } from '../../support/own-gatehouse.ts';
import { STAFF } from '../../support/street.ts';
import { itemsOf } from '../../support/table-items.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

let engine: TestEngine;
let clock: FixedClock;
let house: Gatehouse;

beforeEach(async () => {
  ({ engine, clock, house } = await openOwnGatehouse());
});
afterEach(() => engine.stop());

const as =
  (role: Role, node: PlaceId = 'cmp_1') =>
  async (method: string, path: string, body?: unknown) =>
    house.call('manager', method, `/api/v1/manager/compounds/cmp_1${path}`, {
      cookie: await house.staffCookie(role, { node }),
      ...(body === undefined ? {} : { body }),
    });
const manager = as('property_manager');
const today = () => shanghaiDay(clock());
const week = async (ask = manager) => DutyWeek.parse((await ask('GET', `/duty/${today()}`)).body);
const now = async () => DutyNow.parse((await manager('GET', '/duty-now')).body);
const endRole = async (staffId: string, role: Role) => {
  const { status } = await house.call(
    'manager',
    'POST',
    '/api/v1/manager/places/cmp_1/ended-grants',
    { cookie: await house.staffCookie('property_manager'), body: { staffId, role } },
  );
  expect(status).toBeLessThan(300);
};
const everyTurn = (staffId: string) =>
  [1, 2, 3, 4, 5, 6, 7].flatMap((day) =>
    [0, 1, 2].map((turn) => ({ day, turn, staffIds: [staffId] })),
  );
const plan = (changed: object = {}) => ({
  post: 'gatehouse',
  template: 'three',
  turns: everyTurn(STAFF.guard),
  version: 0,
  ...changed,
});

describe('a duty roster', () => {
  it('names who can be put on duty to whoever may do so, and to nobody else', async () => {
    const { staff, posts } = await week();
    expect(staff).toEqual([
      { staffId: STAFF.guard, maskedName: '胡**', roles: ['guard'] },
      { staffId: STAFF.manager, maskedName: '胡**', roles: ['property_manager'] },
    ]);
    expect(posts.map(({ post, version }) => [post, version])).toEqual([
      ['gatehouse', 0],
      ['desk', 0],
      ['community', 0],
    ]);
    expect((await week(as('front_desk'))).staff).toBeUndefined();
    expect((await as('front_desk')('PUT', `/duty/${today()}`, plan())).code).toBe('not_permitted');
    expect((await week(as('grid_worker', 'grd_1_1'))).posts).toHaveLength(3);
    expect((await as('grid_worker', 'grd_2_1')('GET', `/duty/${today()}`)).code).toBe(
      'not_permitted',
    );
  });

  it('says who is on duty now, and to whom an alert goes', async () => {
    expect((await manager('PUT', `/duty/${today()}`, plan())).body).toEqual({ version: 1 });
    const [gatehouse] = (await now()).posts;
    expect(gatehouse).toMatchObject({ post: 'gatehouse', staff: [{ staffId: STAFF.guard }] });
    expect(gatehouse && gatehouse.from <= clock() && clock() < gatehouse.to).toBe(true);
    const ports = createDuty(engine.table);
    const asked = { compoundId: 'cmp_1', now: clock() } as const;
    const found = await onDutyNow(ports, { ...asked, post: 'gatehouse' });
    expect(found?.staff[0]?.staffId).toBe(STAFF.guard);
    expect(await onDutyNow(ports, { ...asked, post: 'desk' })).toBeUndefined();
    clock.advance(7 * DAY);
    expect((await now()).posts).toEqual([]);
  });

  it('calls nobody whose role here has ended, though the plan still names them', async () => {
    const both = [STAFF.guard, STAFF.manager];
    const turns = everyTurn(STAFF.guard).map((turn) => ({ ...turn, staffIds: both }));
    expect((await manager('PUT', `/duty/${today()}`, plan({ turns }))).status).toBe(200);
    expect((await now()).posts[0]?.staff.map(({ staffId }) => staffId)).toEqual(both);
    await endRole(STAFF.guard, 'guard');
    expect((await now()).posts[0]?.staff.map(({ staffId }) => staffId)).toEqual([STAFF.manager]);
    const asked = { compoundId: 'cmp_1', now: clock(), post: 'gatehouse' } as const;
    const found = await onDutyNow(createDuty(engine.table), asked);
    expect(found?.staff.map(({ staffId }) => staffId)).toEqual([STAFF.manager]);
    const alone = plan({ version: 1 });
    expect((await manager('PUT', `/duty/${today()}`, alone)).status).toBe(200);
    expect((await now()).posts).toEqual([]);
  });

  it('is written by one of two who saw the same, with who wrote it', async () => {
    const answers = await Promise.all([1, 2].map(() => manager('PUT', `/duty/${today()}`, plan())));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const item = (await itemsOf(engine.table)).find(({ sk }) => String(sk).startsWith('duty#'));
    expect(item).toMatchObject({ version: 1, audit: { action: 'duty.edit', by: STAFF.manager } });
  });

  it('takes nobody who does not work here, no turn twice and none that the template has not', async () => {
    for (const turns of [
      everyTurn('stf_00000000000000zz'),
      [...everyTurn(STAFF.guard).slice(0, 1), ...everyTurn(STAFF.guard).slice(0, 1)],
    ]) {
      const { code, field } = await manager('PUT', `/duty/${today()}`, plan({ turns }));
      expect([code, field]).toEqual(['invalid_input', 'turns']);
    }
    const { field } = await manager('PUT', `/duty/${today()}`, plan({ template: 'two' }));
    expect(field).toBe('turns');
  });
});

describe('a hand-over', () => {
  const left = { post: 'gatehouse', note: '3 幢电梯报修', open: ['电梯'] };
  it('is confirmed once, by somebody else than who left it', async () => {
    const at = Object((await manager('POST', '/hand-overs', left)).body).at;
    const confirm = (ask: typeof manager) => ask('PUT', '/hand-overs', { post: 'gatehouse', at });
    expect((await confirm(manager)).code).toBe('state_conflict');
    clock.advance(HOUR);
    expect((await confirm(as('guard_captain'))).status).toBe(204);
    expect((await confirm(as('front_desk'))).code).toBe('state_conflict');
    const [handOver] = (await now()).handOvers;
    expect(handOver).toMatchObject({
      ...left,
      by: { staffId: STAFF.manager, maskedName: '胡**' },
      confirmed: { at: clock() },
    });
    clock.advance(90 * DAY);
    expect((await now()).handOvers).toEqual([]);
  });

  it('says something, and stands beside what the guards leave at the gates', async () => {
    const { field } = await manager('POST', '/hand-overs', { ...left, note: ' ', open: [] });
    expect(field).toBe('note');
    const device = await house.deviceAt(GATES.east);
    const shift = await house.startShift(device);
    const [east] = (await now()).gates;
    expect(east).toEqual({ gateId: GATES.east, name: '东门', guardName: '胡**', since: clock() });
    await house.call('guard', 'POST', `/api/v1/gates/${GATES.east}/shifts/${shift.shiftId}/end`, {
      device,
      body: { handOverNote: '快递放门岗' },
    });
    expect((await now()).gates[0]).toEqual({
      gateId: GATES.east,
      name: '东门',
      handOverNote: '快递放门岗',
    });
  });
});
