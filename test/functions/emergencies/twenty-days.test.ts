import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { unpackFacts } from '../../../functions/audit/packed-facts.ts';
import {
  destroyEnded,
  emergencyNow,
  lapseEmergency,
} from '../../../functions/emergencies/index.ts';
import { advanceRecords, tellOfEmergency } from '../../../functions/health/index.ts';
import { isFailure } from '../../../functions/platform/failure.ts';
import { newResidentId, type ResidentId } from '../../../shared/ids.ts';
import { startEngine, type TestEngine } from '../../support/engine.ts';
import { type FixedClock, fixedClock } from '../../support/fixed-clock.ts';
import { type Gatehouse, openGatehouse } from '../../support/gatehouse.ts';
import { layGates } from '../../support/gates.ts';
import { accountOfPhone, PHONES } from '../../support/street.ts';
import { itemsOf } from '../../support/table-items.ts';
import { chainAtHand } from '../audit/chain-at-hand.ts';
import { changesOf } from '../audit/changes-of-a-day.ts';
import { foundNow, healthOffice } from '../health/health-office.ts';
import { type Ended, emergencyIn } from './ended-emergency.ts';

const IS_DEEP = process.env.TEST_DEPTH === 'deep';
const RESIDENTS = IS_DEEP ? 2_000 : 60;
const DAYS = 20;
/** Of so many something comes to be known of two on a day; the engine's stream slows with each write. */
const EVERY = IS_DEEP ? 60 : 10;
const DAY_MS = 86_400_000;
const FINDINGS = ['positive', 'inconclusive', 'symptoms', 'close_contact', 'home_monitoring'];
/** What every piece of evidence says in the clear, and nothing else does. */
const SAYS_SOMETHING = /evidence_[0-9]+|laboratory-7/;

const residents: readonly ResidentId[] = Array.from({ length: RESIDENTS }, (_, n) => {
  const random = Buffer.alloc(10, 1);
  random.writeUInt32BE(n, 4);
  return newResidentId(1, random);
});

let engine: TestEngine;
let clock: FixedClock;
let house: Gatehouse;
let ended: Ended;
let office: ReturnType<typeof healthOffice>;
let names: readonly string[];
let changed = 0;
/** The database's own files, raw; a table in a file takes its time, and is looked at in depth. */
const folder = mkdtempSync(join(tmpdir(), 'xq-twenty-days-'));
const onDisk = (): string =>
  readdirSync(folder)
    .map((name) => readFileSync(join(folder, name)).toString('latin1'))
    .join('\n');

/** A street declares it within a document, the health office confirms it. */
async function declareAndConfirm() {
  const ask = async (
    role: 'street_administrator' | 'community_doctor',
    path: string,
    body: object,
  ) =>
    house.call('manager', 'POST', `/api/v1/manager/emergencies${path}`, {
      cookie: await house.staffCookie(role, {
        node: role === 'community_doctor' ? 'cmp_1' : 'str_1',
        now: clock(),
      }),
      body,
    });
  const terms = { scope: ['str_1'], measures: ['registration', 'isolation_care'] };
  const document = {
    ...terms,
    number: '青政疫〔2035〕1号',
    authority: '青枫区人民政府',
    level: 'county',
    issuedOn: '2035-11-13',
    until: '2035-12-31',
  };
  const { body } = await ask('street_administrator', '', {
    ...terms,
    key: '0000000000000001',
    mode: 'real',
    event: '呼吸道传染病疫情',
    document,
    until: clock() + DAYS * DAY_MS,
  });
  await ask('community_doctor', `/${Object(body).emergencyId}/decisions`, {
    version: 1,
    confirm: true,
  });
  const here = await emergencyNow(house.stores.emergencies, 'cmp_1', clock());
  if (here === undefined) throw new Error('it was declared and confirmed');
  return here;
}

/** What the run of every minute does with it. */
async function runTheClock(): Promise<void> {
  const { stores } = house;
  const announcing = { announcements: stores.board.announcements, lineages: stores.lineages };
  await lapseEmergency({ ...stores, announcing }, await ended.found(), clock());
  await destroyEnded(ended.ports, await ended.found(), clock());
}

/** What comes to be known on a day, and who is told. */
async function liveADay(day: number): Promise<void> {
  const { append, deliver, ports } = office;
  await advanceRecords(ports, ended.here, clock());
  for (const [n, residentId] of residents.entries()) {
    if ((n * 7 + day) % EVERY > 1) continue;
    const finding = FINDINGS[(n + day) % FINDINGS.length] ?? 'positive';
    const kind = {
      positive: 'test_result',
      inconclusive: 'test_result',
      symptoms: 'registration',
      close_contact: 'exposure',
      home_monitoring: 'isolation_order',
    } as const;
    const evidence = foundNow(clock, {
      kind: Object.entries(kind).find(([one]) => one === finding)?.[1] ?? 'test_result',
      finding,
      source: { by: 'feed', feed: 'laboratory-7', batch: `batch_${day}` },
    });
    const outcome = await append([evidence], { residentId });
    if (isFailure(outcome)) throw new Error(outcome.failure);
    if (outcome.change === undefined) continue;
    changed += 1;
    const told = {
      compoundId: 'cmp_1',
      key: outcome.change.changeId,
      to: { account: accountOfPhone(PHONES.father) },
      template: 'removal_taken_back',
      parameters: { compound: '锦苑小区' },
      urgency: 'urgent',
      at: clock(),
      link: '/health',
    } as const;
    await tellOfEmergency(
      { outbox: house.stores.outbox, told: house.stores.told },
      ended.here,
      told,
    );
  }
  if (day % 5 === 0) await deliver();
}

beforeAll(async () => {
  engine = await startEngine(IS_DEEP ? { databasePath: join(folder, 'table.sqlite') } : {});
  await layGates(engine.table);
  clock = fixedClock();
  house = await openGatehouse(engine.table, clock);
  await house.contacts.keep(accountOfPhone(PHONES.father), PHONES.father);
  ended = await emergencyIn(house, [], undefined, declareAndConfirm);
  office = healthOffice({ ...house, emergencies: house.stores.emergencies }, ended.here);
  const sealing = await house.sealings.of(ended.here);
  names = residents.map((resident) => sealing?.name('resident', resident) ?? '');
  for (let day = 0; day < DAYS; day++) {
    await liveADay(day);
    if (day === DAYS - 1) await house.deliverNotifications();
    clock.advance(DAY_MS);
  }
}, 1_800_000);
afterAll(() => engine.stop());

const items = () => itemsOf(engine.table);

describe(`an emergency of ${DAYS} days among ${RESIDENTS} residents`, () => {
  it('was known to those who asked while it lasted, and said nothing in the clear', async () => {
    expect(changed).toBeGreaterThan(RESIDENTS / 4);
    expect(onDisk()).not.toMatch(SAYS_SOMETHING);
    const all = await items();
    expect(all.filter(({ sk }) => names.includes(String(sk))).length).toBeGreaterThan(
      RESIDENTS / 4,
    );
    expect(all.filter(({ pk }) => String(pk).endsWith('#outbox')).length).toBe(changed);
  });

  it('acts nowhere any more once its last day is over, whatever runs', async () => {
    expect(await emergencyNow(house.stores.emergencies, 'cmp_1', clock())).toBeUndefined();
  });

  it('leaves nothing in the table, in its partitions, in inboxes or in the outbox', async () => {
    for (let minutes = 0; minutes < 5; minutes++) {
      await runTheClock();
      clock.advance(60_000);
    }
    const all = await items();
    const text = JSON.stringify(
      all.filter(({ pk }) => !String(pk).includes('#facts#')),
      (_, value) => (ArrayBuffer.isView(value) ? undefined : value),
    );
    expect(names.filter((name) => text.includes(name))).toEqual([]);
    expect(text).not.toMatch(SAYS_SOMETHING);
    expect(text).not.toContain('removal_taken_back');
    expect(all.filter(({ pk }) => String(pk).includes('#emergency#'))).toEqual([]);
    const naming = all.filter((item) => JSON.stringify(item).includes(ended.emergencyId));
    expect(naming.map(({ sk }) => String(sk).split('#')[0]).sort()).toEqual([
      'certificate',
      'emergency',
      'known',
    ]);
  }, 900_000);

  it('is certified with what there was: one record a person, one note for each who was told', async () => {
    const found = await ended.ports.destructions.find(ended.emergencyId);
    const { counted, takenBack } = found?.certificate ?? {};
    expect(counted?.told).toBe(changed);
    expect(takenBack).toBe(changed);
    expect(counted?.record).toBeGreaterThan(RESIDENTS / 4);
    expect(counted?.record).toBeLessThanOrEqual(RESIDENTS);
  });

  it('leaves nothing on the disk that anybody can read, and no key', () => {
    expect(onDisk()).not.toMatch(SAYS_SOMETHING);
    const keys = readdirSync(house.keysFolder).filter((name) => name.endsWith('.key'));
    expect(keys).toEqual([]);
  });

  it('leaves nothing in the logs', () => {
    const logs = [...house.lines, ...ended.lines].join('\n');
    expect(logs).not.toMatch(SAYS_SOMETHING);
    expect([...names, ...residents].filter((name) => logs.includes(name))).toEqual([]);
  });

  it('leaves a chain of facts that holds, says nothing of health, and counts what was destroyed', async () => {
    const hand = chainAtHand(engine.table, clock);
    // The engine's clock is the machine's: a change was made when its facts say so.
    const changes = (await changesOf(engine, 600_000)).map((change) => {
      const at = Object(change.after?.audit).at;
      return { ...change, at: typeof at === 'number' ? at : clock() };
    });
    await hand.seal(...changes);
    clock.advance(3_600_000);
    const { verdicts, findings, destroyed } = await hand.verifyAll();
    expect(
      verdicts.filter(({ broken, unexplained }) => broken !== undefined || unexplained > 0),
    ).toEqual([]);
    expect(findings).toEqual([]);
    const found = await ended.ports.destructions.find(ended.emergencyId);
    const records = found?.certificate?.counted.record;
    expect(destroyed).toEqual([{ emergency: ended.emergencyId, records, certified: records }]);
    const facts = (await hand.linksOf()).flatMap(({ packed }) =>
      packed === undefined ? [] : unpackFacts(packed).map(({ fact }) => fact),
    );
    const ofHealth = facts.filter(({ pk }) => pk.includes('#record#'));
    expect(ofHealth.length).toBeGreaterThan(changed / 2);
    const said = JSON.stringify(ofHealth);
    expect(said).not.toMatch(SAYS_SOMETHING);
    expect(residents.filter((resident) => said.includes(resident))).toEqual([]);
  }, 900_000);
});
