import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runDesk } from '../../../functions/requests/index.ts';
import type { StoredRequest } from '../../../functions/requests/request.ts';
import { toldOf } from '../../../functions/requests/tell-of-request.ts';
import { Notification } from '../../../shared/messages/notifications.ts';
import { sentenceOf } from '../../../shared/notifications/sentences.ts';
import type { TestEngine } from '../../support/engine.ts';
import type { FixedClock } from '../../support/fixed-clock.ts';
import type { Gatehouse } from '../../support/gatehouse.ts';
import { openOwnGatehouse } from '../../support/own-gatehouse.ts';
import { accountOfPhone, PHONES } from '../../support/street.ts';
import { itemsOf } from '../../support/table-items.ts';
import { whistleDesk } from '../whistles/whistle-desk.ts';
import { ASKED, aRequest, HOUR, MINUTE } from './a-request.ts';
import { REPAIRER, requestDesk } from './request-desk.ts';

const clockStep = (step: 'remind' | 'escalate', rest: object = {}) =>
  ({ step, at: ASKED + HOUR, by: { as: 'clock' }, ...rest }) as const;
const stepped = (before: StoredRequest, ...steps: StoredRequest['steps']): StoredRequest => ({
  ...before,
  steps: [...before.steps, ...steps],
});
/** Who is told what of it: the template, and to whom. */
const of = (before: StoredRequest, after: StoredRequest) =>
  toldOf(before, after).map(({ template, to }) => [template, to]);

describe('of what the clock did with a request', () => {
  const STAFF = 'stf_0000000000000001';
  const held = aRequest({ state: 'claimed', assignee: STAFF });

  it('a reminder goes to whoever has it, or else to the desk', () => {
    expect(of(held, stepped(held, clockStep('remind')))).toEqual([
      ['request_reminder', { staff: STAFF }],
    ]);
    const waiting = aRequest();
    expect(of(waiting, stepped(waiting, clockStep('remind')))).toEqual([
      ['request_reminder', { role: 'property_manager', at: 'cmp_1' }],
      ['request_reminder', { role: 'front_desk', at: 'cmp_1' }],
    ]);
  });

  it.each([
    ['building', [{ role: 'building_captain', at: 'bld_1_3' }]],
    ['grid', [{ role: 'grid_leader', at: 'grd_1_1' }]],
    [
      'compound',
      [
        { role: 'property_manager', at: 'cmp_1' },
        { role: 'front_desk', at: 'cmp_1' },
      ],
    ],
    ['community', [{ role: 'community_worker', at: 'cmp_1' }]],
    ['street', [{ role: 'street_administrator', at: 'cmp_1' }]],
  ] as const)('an escalation to the %s goes to who holds the role there', (level, roles) => {
    const told = of(held, stepped(held, clockStep('escalate', { level })));
    expect(told).toEqual(roles.map((role) => ['request_escalated', role]));
  });

  it('what has hours by the clock is urgent, and everything else waits for the morning', () => {
    const urgencyOf = (request: StoredRequest) =>
      toldOf(request, stepped(request, clockStep('remind')))[0]?.urgency;
    expect(urgencyOf(held)).toBe('urgent');
    expect(urgencyOf({ ...held, deadline: { minutes: 120, by: 'working' } })).toBe('normal');
    expect(urgencyOf({ ...held, deadline: { minutes: 1_440, by: 'clock' } })).toBe('normal');
  });

  it('of a sensitive one neither type nor place is told', () => {
    const sensitive = aRequest({ sensitive: true, typeName: '代开药', state: 'assigned' });
    const by = { as: 'clock' } as const;
    const given = stepped(sensitive, { step: 'assign', at: ASKED, by, to: STAFF });
    const told = JSON.stringify(toldOf(sensitive, stepped(given, clockStep('remind'))));
    expect(told).toContain('task_assigned');
    expect(told).not.toMatch(/代开药|bld_/);
  });

  it('nothing is told of a step that was told before, however often it comes', () => {
    const reminded = stepped(held, clockStep('remind'));
    expect(toldOf(reminded, { ...reminded, version: 9 })).toEqual([]);
    const [one] = toldOf(held, reminded);
    const [again] = toldOf(undefined, reminded).filter(({ key }) => key === one?.key);
    expect(again).toEqual(one);
  });

  it('things handed over and money advanced wait for whoever asked, each once', () => {
    const handOver = { handOverId: 'h1', what: 'key', out: { byWorker: 1 }, back: {} } as const;
    const out = { ...held, handOvers: [handOver] };
    expect(of(held, out).map(([template]) => template)).toEqual(['hand_over_to_confirm']);
    expect(of(out, { ...out, version: 3 })).toEqual([]);
    const back = { ...out, handOvers: [{ ...handOver, back: { byWorker: 2 } }] };
    expect(of(out, back).map(([template]) => template)).toEqual(['hand_over_to_confirm']);
    const keys = [...toldOf(held, out), ...toldOf(out, back)].map(({ key }) => key);
    expect(new Set(keys).size).toBe(2);
    const advanced = { ...held, advances: [{ advanceId: 'a1', amountFen: 900, settled: {} }] };
    expect(of(held, advanced).map(([template]) => template)).toEqual(['advance_to_settle']);
  });

  it('every message says which request it is about, in both languages, and of a sensitive one none does', () => {
    const handOver = { handOverId: 'h1', what: 'key', out: { byWorker: 1 }, back: {} } as const;
    const rating = { service: 3, at: ASKED } as const;
    const after = {
      handOvers: [handOver],
      advances: [{ advanceId: 'a1', amountFen: 900, settled: {} }],
      rating,
    };
    const said = (request: StoredRequest, language: 'zh' | 'en') =>
      toldOf(request, { ...request, ...after }).map((one) => sentenceOf(one, language));
    expect(said(held, 'zh')).toEqual([
      '您的“急需”有一件交接的物品，请您确认。',
      '您的“急需”有一笔垫付的费用，请您核对结清。',
      '您办的一件“急需”收到了评价。',
    ]);
    expect(said(held, 'en')).toEqual([
      'Something was handed over for your Urgent request. Please confirm it.',
      'Money was advanced for your Urgent request. Please check and settle it.',
      'A Urgent request that you did was rated.',
    ]);
    const sensitive = { ...held, sensitive: true };
    // As an item reads that an earlier release wrote.
    expect(said(sensitive, 'zh')).toEqual([
      '有一件交接的物品，请您确认。',
      '有一笔垫付的费用，请您核对结清。',
      '您办的一件诉求收到了评价。',
    ]);
    expect(said(sensitive, 'en').join()).not.toContain('Urgent');
  });

  it('whoever asked through somebody of staff has no inbox, and is told nothing', () => {
    const askedBy = { by: 'staff', staffId: STAFF, heardBy: 'phone' } as const;
    expect(toldOf(undefined, aRequest({ askedBy }))).toEqual([]);
  });
});

describe('on the table', () => {
  let engine: TestEngine;
  let clock: FixedClock;
  let house: Gatehouse;
  let desk: ReturnType<typeof requestDesk>;
  beforeEach(async () => {
    ({ engine, clock, house } = await openOwnGatehouse());
    desk = requestDesk(house);
  });
  afterEach(() => engine.stop());

  const told = async () =>
    (await itemsOf(engine.table))
      .filter(({ pk }) => pk === 'cmp_1#outbox')
      .map(({ notification }) => Notification.parse(notification));
  const toldTo = async (to: object) =>
    (await told())
      .filter((one) => JSON.stringify(one.to) === JSON.stringify(to))
      .map((one) => (one.template === 'request_step' ? one.parameters.step : String(one.template)));

  it('whoever asked hears of each step of others, and nothing of their own', async () => {
    const request = await desk.ask();
    await desk.claim(REPAIRER, request);
    await house.deliverRequests();
    await desk.stepOwn(request, { step: 'note', note: '放门口' });
    await desk.work(REPAIRER, request, { step: 'start' });
    await desk.work(REPAIRER, request, { step: 'finish' });
    await house.deliverRequests();
    await desk.stepOwn(request, { step: 'rate', service: 3 });
    await house.deliverRequests();
    await house.deliverRequests();
    const account = accountOfPhone(PHONES.father);
    const once = ['claimed', 'rating_asked', 'received', 'started'];
    expect((await toldTo({ account })).sort()).toEqual(once);
    const staff = house.staffIdOf('repairer', 'cmp_1');
    expect(await toldTo({ staff })).toEqual(['rating_received']);
  });

  it('whoever asked is asked once how it was: not again where it is done anew', async () => {
    const request = await desk.ask();
    await desk.finish(request);
    await desk.stepOwn(request, { step: 'reopen', note: '还在漏' });
    await desk.finish(request);
    await house.deliverRequests();
    const told = await toldTo({ account: accountOfPhone(PHONES.father) });
    const ofDone = told.filter((one) => one === 'rating_asked' || one === 'done');
    expect(ofDone.sort()).toEqual(['done', 'rating_asked']);
  });

  it('of a run that comes three times at once everybody is told once', async () => {
    await desk.ask({ typeId: 'urgent', details: { need: '奶粉' } });
    clock.advance(125 * MINUTE);
    const ports = {
      ...house.stores.desk,
      grants: house.stores.permissions.grants,
      lineages: house.stores.lineages,
      log: { info: () => undefined, fault: () => undefined },
    };
    await Promise.all([1, 2, 3].map(() => runDesk(ports, 'cmp_1', clock())));
    await house.deliverRequests();
    const manager = { role: 'property_manager', at: 'cmp_1' };
    expect((await toldTo(manager)).sort()).toEqual(['request_escalated', 'request_reminder']);
  });

  it('departments’ members hear of a call, community and street of a silence, each once', async () => {
    const calling = whistleDesk(house);
    const { links } = await calling.blow(await desk.ask());
    await house.deliverRequests();
    const members = { role: 'grid_department_member', at: 'grd_1_1' };
    expect(await toldTo(members)).toEqual(links.map(() => 'whistle_called'));
    clock.advance(5 * HOUR);
    await Promise.all([calling.run(), calling.run()]);
    await house.deliverRequests();
    await calling.say(links[0], { says: 'arrived' });
    await house.deliverRequests();
    for (const role of ['community_worker', 'street_administrator']) {
      expect(await toldTo({ role, at: 'cmp_1' })).toEqual(['whistle_silent']);
    }
  });
});
