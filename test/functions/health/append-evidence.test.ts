import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { appendEvidence, type HealthRecordStore } from '../../../functions/health/index.ts';
import { systemFacts } from '../../../functions/platform/audit.ts';
import { isFailure } from '../../../functions/platform/failure.ts';
import { statusOf } from '../../../shared/emergency/status-of.ts';
import { compoundIdOf } from '../../../shared/ids.ts';
import { startEngine, type TestEngine } from '../../support/engine.ts';
import { type FixedClock, fixedClock } from '../../support/fixed-clock.ts';
import { RESIDENTS } from '../../support/street.ts';
import { itemsOf } from '../../support/table-items.ts';
import { emergencyHere, foundNow, healthOffice, houseInMemory } from './health-office.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

let engine: TestEngine;
beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.stop());

let runs = 0;
let clock: FixedClock;
let house: ReturnType<typeof houseInMemory>;
let office: ReturnType<typeof healthOffice>;
beforeEach(() => {
  clock = fixedClock();
  runs += 1;
  const emergencyId = `emg_1_000000000000${String(runs).padStart(4, '0')}` as const;
  const here = emergencyHere(clock, { emergencyId });
  house = houseInMemory(engine.table, clock, here);
  office = healthOffice(house, here);
});

async function recordOf(resident = RESIDENTS.father) {
  const record = await office.records.find(office.here, resident);
  if (record === undefined) throw new Error('nothing is known');
  return record;
}

describe('evidence about somebody', () => {
  it('becomes a status, a change and the moment at which the clock looks again, in one write', async () => {
    const positive = foundNow(clock);
    const outcome = await office.append([positive]);
    const record = await recordOf();
    expect(outcome).toEqual({ record, change: record.changes[0] });
    expect(record).toMatchObject({
      version: 1,
      evidence: [positive],
      status: { value: 'red', since: clock(), because: [positive.evidenceId], ruleVersion: 1 },
      nextDue: clock() + DAY_MS,
    });
    expect(record.changes).toEqual([
      {
        changeId: expect.stringMatching(/^hch_1_/),
        at: clock(),
        from: 'green',
        to: 'red',
        because: [positive.evidenceId],
        office: 'feed',
        tellBy: clock() + DAY_MS,
      },
    ]);
  });

  it('changes nothing when it comes again, whenever that is', async () => {
    const positive = foundNow(clock);
    await office.append([positive]);
    const before = await recordOf();
    clock.advance(HOUR_MS);
    const again = await office.append([{ ...positive, receivedAt: clock() }, positive]);
    expect(again).toEqual({ record: before });
    expect(await recordOf()).toEqual(before);
  });

  it('writes nothing down of somebody about whom nothing came', async () => {
    await office.append([]);
    expect(await office.records.find(office.here, RESIDENTS.father)).toBeUndefined();
  });

  it('needs nobody to be told who says it themselves', async () => {
    const symptoms = foundNow(clock, { kind: 'registration', finding: 'symptoms' });
    const told = { at: clock(), by: 'phone' } as const;
    await office.append([symptoms], { told });
    const { changes, nextDue } = await recordOf();
    expect(changes).toMatchObject([{ to: 'yellow', told }]);
    expect(nextDue).toBe(clock() + 3 * DAY_MS);
  });

  it('keeps since when a value stands while another reason joins', async () => {
    await office.append([foundNow(clock)]);
    const since = clock();
    clock.advance(HOUR_MS);
    await office.append([foundNow(clock, { kind: 'isolation_order', finding: 'isolation' })]);
    const { status, changes } = await recordOf();
    expect(status).toMatchObject({ value: 'red', since });
    expect(status.because).toHaveLength(2);
    expect(changes).toHaveLength(1);
  });

  it('is over by the clock when its time is, and nobody has to be told of that', async () => {
    await office.append([foundNow(clock, { expiresAt: clock() + HOUR_MS })]);
    clock.advance(HOUR_MS);
    const outcome = await office.append([], { office: 'clock' });
    expect(outcome).toMatchObject({ change: { from: 'red', to: 'green', office: 'clock' } });
    const { status, changes } = await recordOf();
    expect(status.value).toBe('green');
    expect(changes[1]).not.toHaveProperty('tellBy');
  });

  it('of two who come at once, none is lost', async () => {
    const all = [1, 2, 3, 4, 5].map((n) =>
      foundNow(clock, {
        observedAt: clock() - n * HOUR_MS,
        finding: n > 3 ? 'negative' : 'positive',
      }),
    );
    await Promise.all(all.map((one) => office.append([one])));
    const { evidence, version, changes } = await recordOf();
    expect(evidence.map(({ evidenceId }) => evidenceId).sort()).toEqual(
      all.map(({ evidenceId }) => evidenceId).sort(),
    );
    expect(version).toBe(5);
    expect(changes.filter(({ to }) => to === 'red')).toHaveLength(1);
  });

  it('gives up where others are always first, and says so', async () => {
    await office.append([foundNow(clock)]);
    const standing = await recordOf();
    const records: Pick<HealthRecordStore, 'find' | 'change'> = {
      find: office.records.find,
      change: async () => standing,
    };
    const outcome = await appendEvidence(
      { ...office.ports, records },
      office.here,
      {
        residentId: RESIDENTS.father,
        buildingId: 'bld_1_3',
        evidence: [foundNow(clock, { finding: 'negative' })],
        office: 'feed',
        audit: systemFacts('health_feed.send', clock()),
      },
      clock(),
    );
    expect(outcome).toEqual({ failure: 'state_conflict' });
  });

  it('is refused where there is more than one person can have', async () => {
    const many = Array.from({ length: 200 }, () => foundNow(clock, { finding: 'negative' }));
    await office.append(many);
    const outcome = await office.append([foundNow(clock)]);
    expect(outcome).toEqual({ failure: 'record_full' });
    const [first] = many;
    if (first === undefined) throw new Error('there are many');
    const corrected = await office.append([{ ...first, revision: 2, withdrawn: true }]);
    expect(isFailure(corrected)).toBe(false);
  });

  it('comes to the same again when it is judged from the first piece on, change by change', async () => {
    const findings = ['positive', 'negative', 'inconclusive', 'positive', 'negative'];
    for (const [n, finding] of findings.entries()) {
      const one = foundNow(clock, { finding, expiresAt: clock() + (n + 1) * DAY_MS });
      await office.append([one]);
      clock.advance(7 * HOUR_MS);
      if (n === 2)
        await office.append([{ ...one, revision: 2, receivedAt: clock(), withdrawn: true }]);
      clock.advance(20 * HOUR_MS);
      await office.append([], { office: 'clock' });
    }
    const { evidence, changes, status } = await recordOf();
    const again = (at: number) =>
      statusOf(
        office.here.rules,
        evidence.filter(({ receivedAt }) => receivedAt <= at).toReversed(),
        at,
      );
    expect(changes.length).toBeGreaterThan(3);
    expect(changes.map(({ at }) => again(at).value)).toEqual(changes.map(({ to }) => to));
    const { since: _, ...standing } = status;
    expect(again(clock())).toEqual(standing);
  });
});

describe('what lies in the table', () => {
  it('says of nobody who they are, or what is known of them', async () => {
    await office.append([foundNow(clock)]);
    await office.deliver();
    const { emergencyId } = office.here;
    const found = (await itemsOf(engine.table)).filter(({ pk }) =>
      String(pk).includes(emergencyId),
    );
    // The record, the day's change, who stands where, and what is due.
    expect(found).toHaveLength(4);
    const text = JSON.stringify(found);
    for (const word of [RESIDENTS.father, 'red', 'green', 'positive', 'bld_1_3']) {
      expect(text).not.toContain(word);
    }
  });

  it('is nothing to anybody once the key is gone', async () => {
    await office.append([foundNow(clock)]);
    await office.deliver();
    await house.keys.destroy(office.here.emergencyId, office.here.keyHandle, clock());
    clock.advance(2 * 60_000);
    expect(await office.records.find(office.here, RESIDENTS.father)).toBeUndefined();
    expect(await office.records.listStanding(office.here)).toEqual([]);
    expect(await office.records.listDue(office.here, clock() + 9 * DAY_MS, 10)).toEqual([]);
    expect(await office.records.listChanges(office.here, clock() - DAY_MS, clock())).toEqual([]);
    expect(await office.records.count(office.here, compoundIdOf(1))).toBe(1);
  });
});
