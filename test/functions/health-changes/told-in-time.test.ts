import { beforeEach, describe, expect, it } from 'vitest';
import { OwnHealth } from '../../../shared/messages/health-changes.ts';
import { shanghaiDay } from '../../../shared/time/shanghai.ts';
import { startEngine, type TestEngine } from '../../support/engine.ts';
import { fixedClock } from '../../support/fixed-clock.ts';
import { type Gatehouse, openGatehouse } from '../../support/gatehouse.ts';
import { layGates } from '../../support/gates.ts';
import { openEmergency } from '../../support/open-emergency.ts';
import { RESIDENTS } from '../../support/street.ts';
import { itemsOf } from '../../support/table-items.ts';
import { foundNow } from '../health/health-office.ts';
import { changeOffice } from './change-office.ts';
import { residentIdOf } from './resident-ids.ts';

const HOUR_MS = 3_600_000;
const NO_PHONE = residentIdOf(77);

let engine: TestEngine;
let house: Gatehouse;
let office: ReturnType<typeof changeOffice>;
beforeEach(async () => {
  engine = await startEngine();
  await layGates(engine.table);
  house = await openGatehouse(engine.table, fixedClock());
  office = changeOffice(house, await openEmergency(house));
  return () => engine.stop();
});

const ownStatus = async () =>
  OwnHealth.parse((await office.own(RESIDENTS.father, 'GET', 'health-status')).body);
const appeal = async (text?: string) =>
  office.own(
    RESIDENTS.father,
    'PUT',
    `health-appeals/${await office.lastChange()}`,
    text === undefined ? {} : { text },
  );
const outbox = async () => (await itemsOf(engine.table)).filter(({ pk }) => pk === 'cmp_1#outbox');

describe('whoever is changed for the worse', () => {
  it('is told at once, urgently, and nothing of what it is stands in it', async () => {
    await office.change();
    await office.follow();
    const [told, ...more] = await outbox();
    expect(more).toEqual([]);
    expect(told?.notification).toMatchObject({
      template: 'health_status_changed',
      parameters: {},
      urgency: 'urgent',
      link: '/health',
    });
    expect(JSON.stringify(told)).not.toMatch(/red|isolation|res_1/);
    expect(await office.changesOf()).toMatchObject([{ told: { by: 'phone' } }]);
  });

  it('is told once, however often the stream brings it', async () => {
    await office.change();
    for (let n = 0; n < 3; n++) await office.follow();
    expect(await outbox()).toHaveLength(1);
  });

  it('is noted among what the end takes back', async () => {
    await office.change();
    await office.follow();
    const noted = [];
    for await (const one of house.stores.told.listTold(office.here, 'cmp_1')) noted.push(one);
    expect(noted).toHaveLength(1);
  });

  it('reads what, by which office, why in the words of the rules, until when', async () => {
    expect((await ownStatus()).status).toMatchObject({ words: { zh: '绿码' }, because: [] });
    await office.change();
    await office.follow();
    expect(await ownStatus()).toMatchObject({
      status: { words: { zh: '红码' }, asks: true, until: expect.any(Number) },
      changes: [
        {
          office: 'health',
          because: [{ by: 'two_offices', words: { zh: '卫生健康部门对您作出了隔离医学观察决定' } }],
          mayAppeal: true,
        },
      ],
    });
  });

  it('goes back to before where nobody told them within a day', async () => {
    await office.change();
    await office.followInSilence();
    house.clock.advance(24 * HOUR_MS - 1);
    await office.run();
    expect(await office.valueOf()).toBe('red');
    house.clock.advance(1);
    await office.run();
    expect(await office.valueOf()).toBe('green');
    const record = await office.records.find(office.here, RESIDENTS.father);
    expect(record?.evidence.at(-1)?.source).toEqual({ by: 'clock' });
    expect(record?.changes).toMatchObject([
      { takenBackAt: house.clock() },
      { office: 'clock', to: 'green' },
    ]);
    const { version } = record ?? {};
    await office.run();
    expect((await office.records.find(office.here, RESIDENTS.father))?.version).toBe(version);
  });

  it('stays changed where they were told and did not appeal', async () => {
    await office.change();
    await office.follow();
    house.clock.advance(25 * HOUR_MS);
    await office.run();
    expect(await office.valueOf()).toBe('red');
  });
});

describe('an appeal', () => {
  it('is one tap, and of one change one', async () => {
    await office.change();
    await office.follow();
    expect((await appeal()).status).toBe(200);
    house.clock.advance(60_000);
    await appeal('又一次');
    const [change] = (await ownStatus()).changes;
    expect(change).toMatchObject({ mayAppeal: false, appeal: { text: '' } });
  });

  it('unanswered for a day takes the change back', async () => {
    await office.append([foundNow(house.clock)]);
    await office.follow();
    await appeal();
    await office.follow();
    house.clock.advance(24 * HOUR_MS);
    await office.run();
    expect(await office.valueOf()).toBe('green');
    expect((await office.call('street_administrator', 'GET', 'health-appeals')).body).toEqual({
      appeals: [],
    });
  });

  it('is answered by another office than the one that changed it', async () => {
    await office.change();
    await office.follow();
    await appeal('我没有接触过');
    const id = await office.lastChange();
    const answer = (who: Parameters<typeof office.call>[0]) =>
      office.call(who, 'PUT', `health-appeals/${id}/answer`, {
        outcome: 'taken_back',
        note: '经核对，文书上不是本人',
      });
    expect((await answer('community_doctor')).code).toBe('other_office');
    expect((await answer('community_worker')).code).toBe('other_office');
    expect((await answer('property_manager')).code).toBe('not_permitted');
    expect(await office.valueOf()).toBe('red');
    expect((await answer('street_administrator')).status).toBe(204);
    expect(await office.valueOf()).toBe('green');
    expect((await ownStatus()).changes.at(-1)?.appeal?.answered).toMatchObject({
      office: 'street',
      outcome: 'taken_back',
    });
  });

  it('that is upheld leaves the status, and the clock leaves it too', async () => {
    await office.change();
    await office.follow();
    await appeal();
    await office.call(
      'street_administrator',
      'PUT',
      `health-appeals/${await office.lastChange()}/answer`,
      { outcome: 'upheld', note: '决定书与本人一致' },
    );
    await office.follow();
    house.clock.advance(25 * HOUR_MS);
    await office.run();
    expect(await office.valueOf()).toBe('red');
  });
});

describe('that somebody without a phone has to be called', () => {
  const told = async () =>
    (await outbox())
      .map(({ notification }) => Object(notification))
      .filter(({ template }) => template === 'health_call_due')
      .map(({ to }) => to);
  const fall = async () => {
    await office.settleWithoutPhone();
    await office.change(NO_PHONE);
    await office.follow();
    await office.follow();
  };

  it('is told to whoever is on duty by the plan, once', async () => {
    const staffId = house.staffIdOf('community_worker', 'com_1');
    await house.staffCookie('community_worker', { node: 'com_1' });
    const day = shanghaiDay(house.clock());
    const turns = [1, 2, 3, 4, 5, 6, 7].flatMap((one) =>
      [0, 1, 2].map((turn) => ({ day: one, turn, staffIds: [staffId] })),
    );
    const plan = { post: 'community', template: 'three', turns, version: 0 };
    expect((await office.call('community_worker', 'PUT', `duty/${day}`, plan)).code).toBe(
      undefined,
    );
    await fall();
    expect(await told()).toEqual([{ staff: staffId }]);
  });

  it('is told to every community worker where no plan says', async () => {
    await fall();
    expect(await told()).toEqual([{ role: 'community_worker', at: 'cmp_1' }]);
  });
});

describe('somebody without a phone', () => {
  beforeEach(async () => {
    await office.settleWithoutPhone();
    await office.change(NO_PHONE);
    await office.follow();
  });
  const record = async (body: object) =>
    office.call(
      'community_worker',
      'PUT',
      `health-calls/${await office.lastChange(NO_PHONE)}`,
      body,
    );
  const calls = async () =>
    Object((await office.call('community_worker', 'GET', 'health-calls')).body).calls;

  it('is called by the community, with the words to say', async () => {
    expect(await calls()).toMatchObject([
      { maskedName: '李**', to: { zh: '红码' }, office: 'health', tries: 0 },
    ]);
    expect(await office.changesOf(NO_PHONE)).not.toMatchObject([{ told: {} }]);
    await record({ outcome: 'not_reached' });
    expect(await calls()).toMatchObject([{ tries: 1 }]);
    expect((await record({ outcome: 'told' })).status).toBe(204);
    expect(await calls()).toEqual([]);
    expect(await office.changesOf(NO_PHONE)).toMatchObject([{ told: { by: 'call' } }]);
  });

  it('appeals in the call, and has a day from it', async () => {
    house.clock.advance(10 * HOUR_MS);
    await record({ outcome: 'told', appeal: '她两周没出过门' });
    await office.follow();
    const [change] = await office.changesOf(NO_PHONE);
    expect(change?.appeal).toMatchObject({ by: 'call', answerBy: house.clock() + 24 * HOUR_MS });
    house.clock.advance(24 * HOUR_MS);
    await office.run();
    expect(await office.valueOf(NO_PHONE)).toBe('green');
  });

  it('goes back to before where nobody reached them within a day', async () => {
    await record({ outcome: 'not_reached' });
    house.clock.advance(24 * HOUR_MS);
    expect((await record({ outcome: 'told' })).code).toBe('state_conflict');
    await office.run();
    expect(await office.valueOf(NO_PHONE)).toBe('green');
    expect(await calls()).toEqual([]);
  });
});
