import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createCompoundVersions } from '../../../functions/compounds/index.ts';
import {
  createPassStore,
  createStatusLists,
  listAsOf,
  resumePasses,
} from '../../../functions/passes/index.ts';
import { compileStatusList } from '../../../functions/passes/status-list.ts';
import { stateAt } from '../../../shared/status-list/status-list.ts';
import { countingTable } from '../../support/counting-table.ts';
import type { TestEngine } from '../../support/engine.ts';
import type { FixedClock } from '../../support/fixed-clock.ts';
import type { Gatehouse } from '../../support/gatehouse.ts';
import { openOwnGatehouse } from '../../support/own-gatehouse.ts';
import { newResidentPhone, type ResidentPhone } from '../../support/resident-phone.ts';
import { PHONES, RESIDENTS } from '../../support/street.ts';
import { itemsOf } from '../../support/table-items.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;

let engine: TestEngine;
let clock: FixedClock;
let house: Gatehouse;
let phone: ResidentPhone;

beforeEach(async () => {
  ({ engine, clock, house } = await openOwnGatehouse());
  phone = await house.phoneOf(RESIDENTS.father);
});
afterEach(() => engine.stop());

async function set(body: unknown) {
  const cookie = await house.staffCookie('property_manager', { now: clock() });
  const path = `/api/v1/manager/passes/${phone.pass.passId}/state`;
  return house.call('manager', 'PUT', path, { cookie, body });
}
const suspend = (until?: number) =>
  set({ state: 'suspended', reason: 'lost_device', ...(until === undefined ? {} : { until }) });
const run = () => resumePasses(house.stores, 'cmp_1', clock());
async function ask(from = phone) {
  const cookie = await house.residentCookie(PHONES.father, [RESIDENTS.father], clock());
  const path = `/api/v1/resident/residents/${RESIDENTS.father}/pass`;
  return house.call('resident', 'PUT', path, { cookie, body: from.passRequest() });
}
const source = () => house.stores.lists.findSource('cmp_1', 0);
const listedAt = async (atMs: number) =>
  stateAt(compileStatusList(await source(), atMs), phone.index);
const dueItems = async () =>
  (await itemsOf(engine.table)).filter(({ sk }) => String(sk).startsWith('resume#'));
const passItem = async () =>
  (await itemsOf(engine.table)).find(({ passId, sk }) => {
    return passId === phone.pass.passId && String(sk).startsWith('pass#');
  });

describe('a suspension until a day', () => {
  it('is said to the phone with its day, and is over by itself at the gates', async () => {
    const until = clock() + 2 * DAY;
    expect((await suspend(until)).status).toBe(204);
    const refused = await ask();
    expect([refused.code, Object(refused.body).error.until]).toEqual(['pass_suspended', until]);
    clock.set(until - 1);
    expect(await run()).toBe(0);
    clock.set(until + 4 * MINUTE);
    const before = (await source()).version;
    expect(await run()).toBe(1);
    expect((await source()).version).toBe(before + 1);
    expect((await house.versions('cmp_1')).statusList).toBe(before + 1);
    expect(await listedAt(clock())).toBe('valid');
    expect(await dueItems()).toEqual([]);
  });

  it('is over for a phone that asks, at once and at the gates too, before any run', async () => {
    const until = clock() + 4 * DAY;
    await suspend(until);
    clock.set(until);
    const answer = await ask();
    expect(answer.status).toBe(200);
    expect(Object(answer.body).passId).toBe(phone.pass.passId);
    expect(await listedAt(clock())).toBe('valid');
    expect(await run()).toBe(0);
  });

  it('can be told of any past moment, however late it was written down', async () => {
    const from = clock();
    const until = from + DAY;
    await suspend(until);
    clock.set(until + 3 * DAY);
    await run();
    expect(await listedAt(from - 1)).toBe('valid');
    expect(await listedAt(from)).toBe('suspended');
    expect(await listedAt(until - 1)).toBe('suspended');
    expect(await listedAt(until)).toBe('valid');
  });

  it('ends once, however often and by how many at once it is run', async () => {
    const until = clock() + DAY;
    await suspend(until);
    clock.set(until + MINUTE);
    const runs = await Promise.all([run(), run(), run()]);
    expect(runs.reduce((all, one) => all + one)).toBe(1);
    expect((await source()).exceptions.get(phone.index)).toHaveLength(2);
    expect(await passItem()).toMatchObject({
      state: 'active',
      previousState: 'suspended',
      stateChange: { by: 'time', at: clock() },
    });
  });

  it('may be given another day, or none, and only the last counts', async () => {
    const [first, second] = [clock() + DAY, clock() + 3 * DAY];
    await suspend(first);
    await suspend(second);
    expect((await dueItems()).map(({ at }) => at)).toEqual([second]);
    clock.set(first + MINUTE);
    expect(await run()).toBe(0);
    expect((await ask()).code).toBe('pass_suspended');
    await suspend();
    expect(await dueItems()).toEqual([]);
    clock.set(second + MINUTE);
    expect(await run()).toBe(0);
    expect((await ask()).code).toBe('pass_suspended');
  });

  it('is ended early, or for good, by a manager, and time changes nothing after it', async () => {
    const until = clock() + DAY;
    await suspend(until);
    await set({ state: 'active' });
    expect(await dueItems()).toEqual([]);
    await suspend(until);
    await set({ state: 'revoked', reason: 'moved_out' });
    clock.set(until + MINUTE);
    expect(await run()).toBe(0);
    expect(await listedAt(clock())).toBe('revoked');
    expect((await ask()).code).toBe('pass_revoked');
  });

  it('lasts as long as it says, though the pass under it ran out long before', async () => {
    const until = clock() + 200 * DAY;
    await suspend(until);
    clock.advance(100 * DAY);
    for (const asking of [phone, newResidentPhone(RESIDENTS.father)]) {
      expect((await ask(asking)).code).toBe('pass_suspended');
    }
    const kept = (await itemsOf(engine.table)).filter(({ sk }) =>
      /^(pass|resident-keys)#/.test(String(sk)),
    );
    expect(kept.map(({ ttl }) => Number(ttl) * 1000 > until)).toEqual([true, true]);
    clock.set(until);
    expect(await run()).toBe(1);
    expect((await ask()).status).toBe(200);
  });

  it('without a day lasts until somebody ends it', async () => {
    await suspend();
    clock.advance(300 * DAY);
    expect(await run()).toBe(0);
    expect((await ask()).code).toBe('pass_suspended');
    expect((await set({ state: 'active' })).status).toBe(204);
    expect((await ask()).status).toBe(200);
  });

  it('lies in the future and within a year, and belongs to a suspension alone', async () => {
    for (const until of [clock(), clock() - 1, clock() + 366 * DAY, clock() + 0.5]) {
      const { status, field } = await suspend(until);
      expect([status, field]).toEqual([400, 'until']);
    }
    const until = clock() + DAY;
    for (const body of [
      { state: 'active', until },
      { state: 'revoked', reason: 'own_wish', until },
    ]) {
      expect((await set(body)).status).toBe(400);
    }
    expect(await dueItems()).toEqual([]);
  });

  it('whose pass is gone is forgotten by the next run', async () => {
    const passes = createPassStore(engine.table);
    const until = clock() + DAY;
    await suspend(until);
    clock.set(until + 40 * DAY);
    expect(await run()).toBe(0);
    expect(await passes.listDueResumptions('cmp_1', clock())).toEqual([]);
  });

  it('costs half a read unit a compound and run where nothing is due', async () => {
    const { table, units } = countingTable(engine);
    await suspend(clock() + DAY);
    const before = units();
    await resumePasses({ passes: createPassStore(table) }, 'cmp_1', clock());
    const { read, written } = units();
    expect({ read: read - before.read, written: written - before.written }).toEqual({
      read: 0.5,
      written: 0,
    });
  });
});

it('a scan of the time of the suspension is judged by it after it is over', async () => {
  const until = clock() + DAY;
  await suspend(until);
  clock.set(until + MINUTE);
  await run();
  const lists = createStatusLists(house.stores.lists, createCompoundVersions(engine.table));
  const compiled = await lists.current('cmp_1', clock());
  expect(stateAt(listAsOf(compiled, until - 1), phone.index)).toBe('suspended');
  expect(stateAt(listAsOf(compiled, clock()), phone.index)).toBe('valid');
});
