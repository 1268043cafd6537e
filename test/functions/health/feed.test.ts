import { beforeEach, describe, expect, it } from 'vitest';
import type { EmergencyHere } from '../../../functions/emergencies/index.ts';
import { createHealth, type Health } from '../../../functions/health/index.ts';
import type { CompoundId, ResidentId } from '../../../shared/ids.ts';
import { OwnRegistration } from '../../../shared/messages/health.ts';
import { startEngine, type TestEngine } from '../../support/engine.ts';
import { failingFrom } from '../../support/failing-table.ts';
import { fixedClock } from '../../support/fixed-clock.ts';
import { type Gatehouse, openGatehouse } from '../../support/gatehouse.ts';
import { layGates } from '../../support/gates.ts';
import { openEmergency } from '../../support/open-emergency.ts';
import { PHONES, RESIDENTS } from '../../support/street.ts';
import { workOnSent } from './feed-office.ts';
import { laboratory, resultOf, send } from './laboratory.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
type Laboratory = Awaited<ReturnType<typeof laboratory>>;

let engine: TestEngine;
let house: Gatehouse;
let health: Health;
let lab: Laboratory;
let office: Laboratory;
let here: EmergencyHere;
let code: string;

beforeEach(async () => {
  engine = await startEngine();
  await layGates(engine.table);
  house = await openGatehouse(engine.table, fixedClock());
  health = createHealth(engine.table, house.sealings);
  lab = await laboratory();
  office = await laboratory('区卫健局');
  here = await openEmergency(house, {
    feeds: [lab.pinned, office.pinned],
    compounds: ['cmp_1', 'cmp_2'],
  });
  code = await registered(PHONES.father, RESIDENTS.father);
  return () => engine.stop();
});

async function registered(phone: string, resident: ResidentId): Promise<string> {
  const path = `/api/v1/resident/residents/${resident}/health-registration`;
  const { body } = await house.call('resident', 'PUT', path, {
    cookie: await house.residentCookie(phone, [resident]),
    body: { findings: ['nothing_to_report'] },
  });
  return OwnRegistration.parse(body).registered?.code ?? '';
}

const work = (ports: Health = health) => workOnSent(house, here.emergencyId, ports);
async function standsAt(resident: ResidentId = RESIDENTS.father, compound: CompoundId = 'cmp_1') {
  const at = await health.emergencies.findHere(compound, 'real');
  const record = at === undefined ? undefined : await health.records.find(at, resident);
  return record?.status.value;
}
const results = (...changes: Partial<Parameters<typeof resultOf>[2]>[]) =>
  changes.map((change) => resultOf(code, house.clock(), change));
const batch = (change: Record<string, unknown> = {}) =>
  lab.sign({ iss: lab.name, batch: 'b-1', revision: 1, results: results({}), ...change });
const batchNow = () => health.feeds.find(here, { iss: lab.name, batch: 'b-1' });

describe('a signed batch of results', () => {
  it('is taken at once, and becomes statuses by the clock, wherever people live', async () => {
    const neighbour = await registered(PHONES.neighbour, RESIDENTS.neighbour);
    const all = [...results({}), resultOf(neighbour, house.clock(), { evidenceId: 'HZ-2' })];
    const answer = await send(house, here, await batch({ results: all }));
    expect([answer.status, answer.body]).toEqual([
      202,
      { batch: 'b-1', results: 2, withdrawn: false },
    ]);
    expect(await standsAt()).toBe('green');
    await work();
    expect(await standsAt()).toBe('red');
    expect(await standsAt(RESIDENTS.neighbour, 'cmp_2')).toBe('red');
  });

  it('is taken from whoever the declaration pins, and from nobody else', async () => {
    const other = await laboratory('另一家');
    const payload = { iss: lab.name, batch: 'b-1', revision: 1, results: results({}) };
    for (const jws of [
      await other.sign(payload),
      await other.sign(payload, { kid: lab.pinned.kid }),
      await lab.sign({ ...payload, iss: other.name }),
      'not.a.signature',
      '',
    ]) {
      expect((await send(house, here, jws)).code).toBe('not_permitted');
    }
    expect(await batchNow()).toBeUndefined();
  });

  it('says what it may, and names nobody by anything but their code', async () => {
    for (const change of [
      { results: [{ ...results({})[0], kind: 'correction' }] },
      { results: [{ ...results({})[0], idNumber: '330100' }] },
      { results: [] },
      { results: Array.from({ length: 12_001 }, () => results({})[0]) },
    ]) {
      expect((await send(house, here, await batch(change))).code).toBe('invalid_input');
    }
  });

  it('counts the codes that nobody has, and goes on with the others', async () => {
    const unknown = resultOf('0123456789abcdef', house.clock());
    await send(house, here, await batch({ results: [unknown, ...results({})] }));
    await work();
    expect((await batchNow())?.parts).toMatchObject([{ applied: 1, unknown: 1, refused: 0 }]);
    expect(await standsAt()).toBe('red');
  });

  it('is taken once in each revision, whatever it says the second time', async () => {
    await send(house, here, await batch());
    await work();
    const negative = results({ finding: 'negative', revision: 9 });
    const again = await send(house, here, await batch({ results: negative }));
    expect(again.body).toMatchObject({ results: 1 });
    await work();
    expect(await standsAt()).toBe('red');
  });

  it('is corrected by its source, in whatever order the revisions come', async () => {
    const right = results({ revision: 2, finding: 'negative' });
    await send(house, here, await batch({ revision: 2, results: right }));
    await work();
    house.clock.advance(MINUTE_MS);
    await send(house, here, await batch());
    await work();
    expect(await standsAt()).toBe('green');
    expect((await batchNow())?.parts).toHaveLength(2);
  });

  it('is taken back whole, with all that came of it', async () => {
    await send(house, here, await batch());
    await work();
    expect(await standsAt()).toBe('red');
    house.clock.advance(HOUR_MS);
    const back = await send(
      house,
      here,
      await lab.sign({ iss: lab.name, batch: 'b-1', withdrawn: true }),
    );
    expect(back.body).toMatchObject({ withdrawn: true });
    await work();
    expect(await standsAt()).toBe('green');
  });

  it('does nothing where it was taken back before it came', async () => {
    await send(house, here, await lab.sign({ iss: lab.name, batch: 'b-1', withdrawn: true }));
    await send(house, here, await batch());
    await work();
    expect(await standsAt()).toBe('green');
    expect((await batchNow())?.parts).toMatchObject([{ applied: 1 }]);
  });

  it('of two sources that call theirs alike, each speaks for itself', async () => {
    const isolation = { kind: 'isolation_order', finding: 'isolation' } as const;
    const ordered = { iss: office.name, batch: 'b-1', revision: 1, results: results(isolation) };
    await send(house, here, await batch());
    await send(house, here, await office.sign(ordered));
    await work();
    await send(house, here, await lab.sign({ iss: lab.name, batch: 'b-1', withdrawn: true }));
    await work();
    const record = await health.records.find(here, RESIDENTS.father);
    expect(record?.status).toMatchObject({ value: 'red', because: { length: 1 } });
    expect(record?.changes).toHaveLength(1);
  });

  it('is gone on with where a run broke off, wherever that was', async () => {
    const many = Array.from({ length: 450 }, (_, n) =>
      resultOf(n === 449 ? code : '0123456789abcdef', house.clock(), { evidenceId: `HZ-${n}` }),
    );
    await send(house, here, await batch({ results: many }));
    for (let command = 1; command < 40; command += 3) {
      const broken = createHealth(failingFrom(engine.table, command), house.sealings);
      await work({ ...broken, emergencies: health.emergencies }).catch(() => undefined);
      house.clock.advance(2 * MINUTE_MS);
    }
    await work();
    expect((await batchNow())?.parts).toMatchObject([{ done: 3, applied: 1, unknown: 449 }]);
    expect(await standsAt()).toBe('red');
    expect(await health.feeds.listWaiting(here)).toEqual([]);
  });

  it('is worked off by one run at a time', async () => {
    await send(house, here, await batch());
    await Promise.all([work(), work(), work()]);
    expect((await batchNow())?.parts).toMatchObject([{ done: 1, applied: 1 }]);
    const found = await health.records.find(here, RESIDENTS.father);
    expect(found?.changes).toHaveLength(1);
  });

  it('is not taken once the emergency is over', async () => {
    house.clock.advance(21 * 24 * HOUR_MS);
    expect((await send(house, here, await batch())).code).toBe('no_emergency');
  });
});
