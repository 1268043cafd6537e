import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { advanceRecords, partitionsOf } from '../../../functions/health/index.ts';
import type { ResidentId } from '../../../shared/ids.ts';
import { startEngine, type TestEngine } from '../../support/engine.ts';
import { type FixedClock, fixedClock } from '../../support/fixed-clock.ts';
import { RESIDENTS } from '../../support/street.ts';
import { itemsOf } from '../../support/table-items.ts';
import { emergencyHere, foundNow, healthOffice, houseInMemory } from './health-office.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

let engine: TestEngine;
let clock: FixedClock;
let house: ReturnType<typeof houseInMemory>;
let office: ReturnType<typeof healthOffice>;
beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.stop());
let runs = 0;
beforeEach(() => {
  clock = fixedClock();
  runs += 1;
  const emergencyId = `emg_1_000000000000${String(runs).padStart(4, '0')}` as const;
  const here = emergencyHere(clock, { emergencyId });
  house = houseInMemory(engine.table, clock, here);
  office = healthOffice(house, here);
});

const told = () => ({ told: { at: clock(), by: 'phone' } as const });
const residents = (count: number): ResidentId[] =>
  Array.from(
    { length: count },
    (_, n): ResidentId => `res_1_00000000000001${String(n).padStart(2, '0')}`,
  );

describe('the lists of an emergency', () => {
  it('say who stands at another value than the usual one, and since when', async () => {
    await office.append([foundNow(clock)]);
    await office.append([foundNow(clock, { finding: 'negative' })], {
      residentId: RESIDENTS.mother,
    });
    await office.deliver();
    expect(await office.records.listStanding(office.here)).toEqual([
      {
        residentId: RESIDENTS.father,
        buildingId: 'bld_1_3',
        value: 'red',
        since: clock(),
        until: clock() + 14 * DAY_MS,
      },
    ]);
    clock.advance(HOUR_MS);
    await office.append([foundNow(clock, { kind: 'isolation_order', finding: 'released' })]);
    await office.deliver();
    expect(await office.records.listStanding(office.here)).toEqual([]);
  });

  it('say what became another between two moments, across midnight and in its order', async () => {
    const [first, second, third] = residents(3);
    if (first === undefined || second === undefined || third === undefined) throw new Error();
    for (const residentId of [first, second, third]) {
      await office.append([foundNow(clock)], { residentId });
      clock.advance(9 * HOUR_MS);
    }
    await office.deliver();
    const from = clock() - 27 * HOUR_MS;
    const all = await office.records.listChanges(office.here, from, clock());
    expect(all.map(({ residentId, to }) => [residentId, to])).toEqual([
      [first, 'red'],
      [second, 'red'],
      [third, 'red'],
    ]);
    const later = await office.records.listChanges(office.here, from + 1, clock() - 9 * HOUR_MS);
    expect(later.map(({ residentId }) => residentId)).toEqual([second]);
  });

  it('come to the same when the stream brings the same again', async () => {
    await office.append([foundNow(clock)]);
    await office.deliver();
    await office.deliver();
    expect(await office.records.listStanding(office.here)).toHaveLength(1);
    expect(await office.records.listChanges(office.here, clock(), clock() + 1)).toHaveLength(1);
  });

  it('say with whom the clock has something to do, and with nobody else', async () => {
    const [soon, later] = residents(2);
    if (soon === undefined || later === undefined) throw new Error();
    await office.append([foundNow(clock, { expiresAt: clock() + HOUR_MS })], {
      residentId: soon,
      ...told(),
    });
    await office.append([foundNow(clock)], { residentId: later, ...told() });
    await office.deliver();
    const due = () => office.records.listDue(office.here, clock(), 10);
    expect(await due()).toEqual([]);
    clock.advance(HOUR_MS);
    expect(await due()).toEqual([{ residentId: soon, at: clock() }]);
    expect(await advanceRecords(office.ports, office.here, clock())).toBe(1);
    await office.deliver();
    expect(await due()).toEqual([]);
    expect(await advanceRecords(office.ports, office.here, clock())).toBe(0);
    const record = await office.records.find(office.here, soon);
    expect(record?.status.value).toBe('green');
    expect(record?.changes.at(-1)).toMatchObject({ office: 'clock', to: 'green' });
  });

  it('are written no more once the emergency acts there no more', async () => {
    await office.append([foundNow(clock)]);
    const { emergencies } = house;
    emergencies.findHere = async () => undefined;
    await office.deliver();
    expect(await office.records.listStanding(office.here)).toEqual([]);
  });
});

describe('the partitions of an emergency', () => {
  it('are the only ones in which anything of it lies', async () => {
    for (const residentId of residents(40)) {
      await office.append([foundNow(clock)], { residentId });
      clock.advance(HOUR_MS);
    }
    await office.deliver();
    const { emergencyId } = office.here;
    const named = partitionsOf(office.here, 'cmp_1');
    const found = (await itemsOf(engine.table))
      .map(({ pk }) => String(pk))
      .filter((pk) => pk.includes(emergencyId));
    expect(found.filter((pk) => !named.includes(pk))).toEqual([]);
    expect(new Set(found).size).toBeGreaterThan(12);
    expect(await office.records.count(office.here, 'cmp_1')).toBe(40);
  });

  it('are those of its days, from the first to the last', () => {
    const since = Date.parse('2035-12-30T23:00:00+08:00');
    const until = Date.parse('2036-01-02T00:00:00+08:00');
    const days = partitionsOf({ emergencyId: 'emg_1_0000000000000001', since, until }, 'cmp_1')
      .filter((pk) => pk.includes('#changed#'))
      .map((pk) => pk.slice(-10));
    expect(days).toEqual(['2035-12-30', '2035-12-31', '2036-01-01', '2036-01-02']);
  });
});
