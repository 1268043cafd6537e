import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSummaries, summariseCompound } from '../../../functions/overview/index.ts';
import type { PlaceId } from '../../../shared/ids.ts';
import { attentionOf, StreetOverview } from '../../../shared/messages/street.ts';
import type { Role } from '../../../shared/roles.ts';
import { cardOffice } from '../../support/cards.ts';
import { countingTable } from '../../support/counting-table.ts';
import type { TestEngine } from '../../support/engine.ts';
import type { FixedClock } from '../../support/fixed-clock.ts';
import type { Gatehouse } from '../../support/gatehouse.ts';
import { openGatehouse } from '../../support/gatehouse.ts';
import { GATES } from '../../support/gates.ts';
import { openOwnGatehouse } from '../../support/own-gatehouse.ts';
import { RESIDENTS } from '../../support/street.ts';
import { itemsOf } from '../../support/table-items.ts';
import { batchesOf } from '../gates/scans-desk.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

let engine: TestEngine;
let clock: FixedClock;
let house: Gatehouse;

beforeEach(async () => {
  ({ engine, clock, house } = await openOwnGatehouse());
});
afterEach(() => engine.stop());

const count = async () => {
  const ports = createSummaries(engine.table);
  for (const compound of ['cmp_1', 'cmp_2'] as const) {
    await summariseCompound(ports, compound, clock());
  }
};
const seenBy = async (role: Role, node: PlaceId) => {
  const { body } = await house.call('manager', 'GET', '/api/v1/manager/street', {
    cookie: await house.staffCookie(role, { node }),
  });
  return StreetOverview.parse(body).streets;
};
const compoundsSeen = async () =>
  (await seenBy('street_administrator', 'str_1'))[0]?.compounds ?? [];

describe('a street at a glance', () => {
  it('is every compound in its counts, as they were when they were counted', async () => {
    const device = await house.deviceAt(GATES.east);
    const phone = await house.phoneOf(RESIDENTS.father);
    await cardOffice(house).giveCard(RESIDENTS.mother);
    const desk = batchesOf(await house.startShift(device), clock);
    clock.advance(MINUTE);
    await house.record(device, [desk.cut(desk.scan(phone.showAt(clock())))]);
    await count();
    const [first, second] = await compoundsSeen();
    expect(first).toEqual({
      compoundId: 'cmp_1',
      communityId: 'com_1',
      name: '锦苑小区',
      at: clock(),
      houses: 1,
      residents: 3,
      passes: { active: 1, suspended: 0, cards: 1 },
      gates: { total: 2, enrolled: 1, silent: 0 },
      entries: 1,
      toDos: 0,
    });
    expect(second).toMatchObject({ name: '桂花里', residents: 1, entries: 0 });
  });

  it('says which gates are silent, whether there is a single entrance, and what needs a look', async () => {
    await house.deviceAt(GATES.east);
    await house.deviceAt(GATES.west);
    const cookie = await house.staffCookie('property_manager');
    await house.call('manager', 'PUT', '/api/v1/manager/compounds/cmp_1/single-entrance', {
      cookie,
      body: { mainGate: GATES.east, version: 0 },
    });
    clock.advance(2 * HOUR);
    await count();
    const [first, second] = await compoundsSeen();
    expect(first).toMatchObject({
      gates: { total: 2, enrolled: 2, silent: 2 },
      singleEntrance: '东门',
    });
    expect([first, second].map((one) => one && attentionOf(one))).toEqual([
      ['silent_gates'],
      ['gates_without_device'],
    ]);
  });

  it('names a compound that was not counted yet, and shows no day’s entries on another', async () => {
    expect((await compoundsSeen()).map((one) => [one.name, attentionOf(one)])).toEqual([
      ['锦苑小区', ['not_counted']],
      ['桂花里', ['not_counted']],
    ]);
    await count();
    clock.advance(24 * HOUR);
    expect((await compoundsSeen())[0]?.entries).toBe(0);
  });

  it('shows a community its own compounds, and a property manager nothing', async () => {
    await count();
    const [street] = await seenBy('community_worker', 'com_1');
    expect(street?.compounds).toHaveLength(2);
    const { code } = await house.call('manager', 'GET', '/api/v1/manager/street', {
      cookie: await house.staffCookie('property_manager'),
    });
    expect(code).toBe('not_permitted');
  });

  it('costs one query for its counts, however many live there', async () => {
    await count();
    const cookie = await house.staffCookie('street_administrator', { node: 'str_1' });
    const { table, units } = countingTable(engine);
    const counted = await openGatehouse(table, clock, house.issuer);
    await counted.call('manager', 'GET', '/api/v1/manager/street', { cookie });
    const first = units().read;
    await counted.call('manager', 'GET', '/api/v1/manager/street', { cookie });
    expect(units().read - first).toBeLessThanOrEqual(5);
  });
});

describe('counting a compound', () => {
  it('is done when something has changed or some time has passed, and else not at all', async () => {
    await count();
    const at = async () =>
      (await itemsOf(engine.table)).find(({ sk }) => sk === 'summary#cmp_1')?.at;
    const first = clock();
    clock.advance(5 * MINUTE);
    await count();
    expect(await at()).toBe(first);
    clock.advance(10 * MINUTE);
    await count();
    expect(await at()).toBe(clock());
    const second = clock();
    clock.advance(2 * MINUTE);
    await house.deviceAt(GATES.east);
    await count();
    expect([await at(), second < clock()]).toEqual([clock(), true]);
  });

  it('counts people anew within a quarter of an hour of a pass, and in any case hourly', async () => {
    await count();
    await house.phoneOf(RESIDENTS.father);
    await house.deliverPasses();
    clock.advance(15 * MINUTE);
    await count();
    expect((await compoundsSeen())[0]?.passes?.active).toBe(1);
  });
});
