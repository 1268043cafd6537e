import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTripStore } from '../../../functions/trips/index.ts';
import type { CountingHere } from '../../../functions/trips/trip-store.ts';
import type { HouseId, ResidentId } from '../../../shared/ids.ts';
import { shanghaiDay } from '../../../shared/time/shanghai.ts';
import { startEngine, type TestEngine } from '../../support/engine.ts';
import { FACTS } from '../../support/facts.ts';
import { type FixedClock, fixedClock, NOON } from '../../support/fixed-clock.ts';
import type { GatePhone } from '../../support/gate-phone.ts';
import { type Gatehouse, openGatehouse } from '../../support/gatehouse.ts';
import { GATES, layGates } from '../../support/gates.ts';
import { openEmergency } from '../../support/open-emergency.ts';
import type { ResidentPhone } from '../../support/resident-phone.ts';
import { PHONES, RESIDENTS } from '../../support/street.ts';
import { itemsOf } from '../../support/table-items.ts';

const HOUR_MS = 3_600_000;
const PER_DAY = 2;

describe('trips of a household', () => {
  let engine: TestEngine;
  let clock: FixedClock;
  let house: Gatehouse;
  let east: GatePhone;
  let west: GatePhone;
  let father: ResidentPhone;
  let mother: ResidentPhone;

  beforeEach(async () => {
    engine = await startEngine();
    await layGates(engine.table);
    clock = fixedClock();
    house = await openGatehouse(engine.table, clock);
    [east, west] = [await house.deviceAt(GATES.east), await house.deviceAt(GATES.west)];
    [father, mother] = [
      await house.phoneOf(RESIDENTS.father),
      await house.phoneOf(RESIDENTS.mother),
    ];
    return () => engine.stop();
  });

  const leave = async (seq: number, { by = father, at = east } = {}) =>
    house.call('resident', 'POST', `/api/v1/emergencies/gates/${at.gateId}/trips`, {
      device: at,
      body: { boot: 7, seq, index: by.index },
    });
  const read = async (resident: ResidentId = RESIDENTS.father) =>
    house.call('resident', 'GET', `/api/v1/resident/residents/${resident}/trips`, {
      cookie: await house.residentCookie(PHONES.father, [resident]),
    });
  const give = async (body: object, role: 'community_worker' | 'property_manager') =>
    house.call('manager', 'POST', `/api/v1/manager/residents/${RESIDENTS.father}/trips`, {
      cookie: await house.staffCookie(role, {
        node: role === 'community_worker' ? 'com_1' : 'cmp_1',
        now: clock(),
      }),
      body,
    });
  const open = (said = {}) => openEmergency(house, { tripsPerDay: PER_DAY, ...said });

  it('are counted for all who live there, whatever gate they leave by, until none is left', async () => {
    await open();
    expect((await leave(1)).body).toEqual({ counted: true, left: 1 });
    expect((await leave(1, { by: mother, at: west })).body).toEqual({ counted: true, left: 0 });
    expect((await leave(2)).body).toEqual({ counted: false, left: 0 });
    expect((await read()).body).toMatchObject({ day: '2035-11-14', perDay: 2, left: 0 });
  });

  it('are begun anew at midnight in Shanghai; an answer that midnight lost is not counted twice', async () => {
    await open();
    clock.set(Date.parse('2035-11-14T23:59:59+08:00'));
    expect((await leave(1)).body).toEqual({ counted: true, left: 1 });
    clock.advance(2_000);
    expect((await leave(1)).body).toMatchObject({ counted: true, left: 2 });
    expect((await read()).body).toMatchObject({ day: '2035-11-15', left: 2 });
    expect((await leave(2)).body).toEqual({ counted: true, left: 1 });
  });

  it('are more on the day on which the community gives more, once for a key and with a reason', async () => {
    await open();
    for (const seq of [1, 2]) await leave(seq);
    const grant = { key: '0000000000000001', trips: 1, reason: '去医院复诊' };
    expect((await give(grant, 'property_manager')).code).toBe('not_permitted');
    expect((await give(grant, 'community_worker')).body).toEqual({ left: 1 });
    expect((await give(grant, 'community_worker')).body).toEqual({ left: 1 });
    expect((await leave(3)).body).toEqual({ counted: true, left: 0 });
    clock.advance(24 * HOUR_MS);
    expect((await read()).body).toMatchObject({ left: 2 });
    const [given] = (await itemsOf(engine.table)).filter(({ pk, sk }) =>
      /#trips more#/.test(`${pk} ${sk}`),
    );
    expect(given).toMatchObject({ version: 1, audit: { action: 'trip_quota.grant' } });
    expect(JSON.stringify(given)).not.toMatch(/复诊|hou_|res_/);
  });

  it('are counted by nobody where no emergency names it, nor in a drill, nor after the end', async () => {
    expect((await leave(1)).code).toBe('no_emergency');
    await openEmergency(house, { mode: 'drill', tripsPerDay: PER_DAY });
    expect((await leave(1)).code).toBe('no_emergency');
    const here = await open({ measures: ['registration'] });
    expect((await leave(1)).code).toBe('measure_not_named');
    expect((await read()).code).toBe('measure_not_named');
    clock.set(here.until);
    expect((await leave(1)).code).toBe('no_emergency');
  });

  it('are of a gate’s own device alone, and of nobody who is not of the compound', async () => {
    await open();
    const path = `/api/v1/emergencies/gates/${GATES.west}/trips`;
    const body = { boot: 7, seq: 1, index: father.index };
    const foreign = await house.call('resident', 'POST', path, { device: east, body });
    expect(foreign.code).toBe('not_permitted');
    expect((await house.call('resident', 'POST', path, { body })).status).toBe(401);
    const taken = [father.index, mother.index];
    const free = [1, 2, 3].find((index) => !taken.includes(index)) ?? 0;
    const nobody = await house.call('resident', 'POST', path, {
      device: west,
      body: { ...body, index: free },
    });
    expect(nobody.code).toBe('not_found');
  });

  it('say nothing in the table of whose they are, nor that two days are of one household', async () => {
    await open();
    await leave(1);
    clock.advance(24 * HOUR_MS);
    await leave(2);
    const days = (await itemsOf(engine.table)).filter(({ pk }) => String(pk).endsWith('#trips'));
    const names = days.map(({ sk }) => String(sk).split('#')[1]);
    expect(new Set(names).size).toBe(2);
    expect(JSON.stringify(days)).not.toMatch(/hou_|res_|pas_|dev_/);
  });
});

describe('whatever the order in which people leave, ask again and are given more', () => {
  let engine: TestEngine;
  beforeAll(async () => {
    engine = await startEngine();
  });
  afterAll(() => engine.stop());

  const HOUSES: HouseId[] = ['hou_1_000000000000000a', 'hou_1_000000000000000b'];
  const step = fc.record({
    house: fc.constantFrom(...HOUSES),
    day: fc.constantFrom(0, 1),
    what: fc.oneof(
      { weight: 4, arbitrary: fc.record({ scan: fc.integer({ min: 0, max: 9 }) }) },
      { weight: 1, arbitrary: fc.record({ more: fc.integer({ min: 1, max: 3 }) }) },
    ),
  });

  it('a scan counts once, no household takes more than it has, and none pays for another', async () => {
    const clock = fixedClock();
    const house = await openGatehouse(engine.table, clock);
    const trips = createTripStore(engine.table, house.sealings);
    let runs = 0;
    const property = fc.asyncProperty(
      fc.array(fc.array(step, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 6 }),
      fc.integer({ min: 1, max: 4 }),
      async (rounds, tripsPerDay) => {
        runs += 1;
        const opened = await openEmergency(house, { compounds: ['cmp_1'], tripsPerDay });
        const here: CountingHere = { ...opened, tripsPerDay };
        const taken = new Map<string, Set<string>>();
        const given = new Map<string, number>();
        let key = 0;
        for (const round of rounds) {
          // All of a round at once.
          await Promise.all(
            round.map(async ({ house: houseId, day, what }) => {
              const of = { houseId, day: shanghaiDay(NOON + day * 24 * HOUR_MS) };
              const name = `${houseId} ${day}`;
              if ('more' in what) {
                given.set(name, (given.get(name) ?? 0) + what.more);
                const grant = { key: `${runs} ${++key}`, trips: what.more, reason: '复诊' };
                await trips.grant(here, of, { ...grant, audit: FACTS });
                return;
              }
              const scan = `${houseId} ${what.scan}`;
              const { counted } = await trips.take(here, of, scan);
              if (counted) taken.set(name, (taken.get(name) ?? new Set()).add(scan));
              else expect(taken.get(name)?.has(scan) ?? false).toBe(false);
            }),
          );
          for (const houseId of HOUSES) {
            for (const day of [0, 1]) {
              const name = `${houseId} ${day}`;
              const of = { houseId, day: shanghaiDay(NOON + day * 24 * HOUR_MS) };
              const has = tripsPerDay + (given.get(name) ?? 0);
              const left = await trips.left(here, of);
              expect(left).toBe(has - (taken.get(name)?.size ?? 0));
              expect(left).toBeGreaterThanOrEqual(0);
            }
          }
        }
        const found = await house.stores.emergencies.find(here.emergencyId);
        if (found === undefined) throw new Error('it was opened');
        await house.stores.emergencies.change(found, {
          ...found,
          state: 'ended',
          ended: { by: 'clock', at: clock() },
          version: found.version + 1,
        });
      },
    );
    await fc.assert(property, { numRuns: 20 });
  });
});
