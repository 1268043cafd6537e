import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { noteSilence } from '../../../functions/whistles/index.ts';
import type { RequestId } from '../../../shared/ids.ts';
import { Whistle, WhistleCall } from '../../../shared/messages/whistles.ts';
import { startEngine, type TestEngine } from '../../support/engine.ts';
import { type FixedClock, fixedClock } from '../../support/fixed-clock.ts';
import { type Gatehouse, openGatehouse } from '../../support/gatehouse.ts';
import { layGates } from '../../support/gates.ts';
import { itemsOf } from '../../support/table-items.ts';
import { newKey, requestDesk } from '../requests/request-desk.ts';
import { ASKED, COMMUNITY, DAY, DEPARTMENTS, HOUR, whistleDesk } from './whistle-desk.ts';

let engine: TestEngine;
let clock: FixedClock;
let house: Gatehouse;
let desk: ReturnType<typeof whistleDesk>;
let requests: ReturnType<typeof requestDesk>;
let request: RequestId;
beforeEach(async () => {
  engine = await startEngine();
  await layGates(engine.table);
  clock = fixedClock();
  house = await openGatehouse(engine.table, clock);
  desk = whistleDesk(house);
  requests = requestDesk(house);
  request = await requests.ask();
});
afterEach(() => engine.stop());

const whistlesIn = (body: unknown) => Whistle.array().parse(Object(body).whistles);

describe('a community worker calls departments to a request', () => {
  it('each by a time of its own, and gets a link for each', async () => {
    const { whistle, links } = await desk.blow(request, { hotlineNumber: 'HZ2611180042' });
    expect(whistle).toMatchObject({
      requestId: request,
      asked: ASKED,
      hotlineNumber: 'HZ2611180042',
      by: { office: 'community', maskedName: '胡**' },
    });
    expect(whistle.departments.map(({ name, by, state }) => [name, by - clock(), state])).toEqual([
      ['城管执法队', 4 * HOUR, 'called'],
      ['供水公司', 8 * HOUR, 'called'],
      ['住建科', 24 * HOUR, 'called'],
    ]);
    expect(new Set(links).size).toBe(3);
  });

  it('once, however often the same is sent', async () => {
    await desk.list(COMMUNITY, request);
    const key = newKey();
    const blown = await Promise.all([1, 2, 3].map(() => desk.blow(request, { key })));
    expect(new Set(blown.map(({ whistle }) => whistle.whistleId)).size).toBe(1);
    expect(whistlesIn((await desk.list(COMMUNITY, request)).body)).toHaveLength(1);
  });

  it('never to more than ten, to none, or to one twice', async () => {
    const many = Array.from({ length: 11 }, (_, n) => ({ name: `部门${n}`, hours: 1 }));
    const [first] = DEPARTMENTS;
    for (const departments of [[], many, [first, first], [{ name: '城管', hours: 0 }]]) {
      const { status, code } = await desk.blowAs(COMMUNITY, request, { departments });
      expect([status, code]).toEqual([400, 'invalid_input']);
    }
  });

  it('of a grid or a community alone, and not to what is over', async () => {
    for (const [role, node, status] of [
      ['grid_leader', 'grd_1_1', 200],
      ['grid_leader', 'grd_1_2', 403],
      ['property_manager', 'cmp_1', 403],
      ['community_worker', 'com_2', 403],
      ['grid_department_member', 'grd_1_1', 403],
    ] as const) {
      const answer = await desk.blowAs({ role, node }, request);
      expect([role, node, answer.status]).toEqual([role, node, status]);
    }
    await requests.stepOwn(request, { step: 'cancel' });
    expect((await desk.blowAs(COMMUNITY, request)).code).toBe('state_conflict');
  });

  it('and the links are shown again to whoever may send them, and to nobody else', async () => {
    const { links } = await desk.blow(request);
    const linksFor = async (role: 'community_worker' | 'property_manager') => {
      const node = role === 'community_worker' ? 'com_1' : 'cmp_1';
      const [one] = whistlesIn((await desk.list({ role, node }, request)).body);
      return one?.departments.map(({ link }) => link);
    };
    expect(await linksFor('community_worker')).toEqual(links);
    expect(await linksFor('property_manager')).toEqual([undefined, undefined, undefined]);
    const texts = JSON.stringify(await itemsOf(engine.table));
    for (const link of links) expect(texts).not.toContain(link.split('.').at(-1));
  });
});

describe('a department, by its link and without an account', () => {
  it('sees what is asked, by when, and how far all of them are', async () => {
    const { links } = await desk.blow(request);
    await desk.say(links[1], { says: 'coming', at: clock() + HOUR, note: '带两台泵' });
    expect(await desk.seen(links[0])).toMatchObject({
      asked: ASKED,
      place: '锦苑小区 3幢',
      own: 0,
      departments: [
        { name: '城管执法队', state: 'called' },
        { name: '供水公司', state: 'coming', comesAt: clock() + HOUR, note: '带两台泵' },
        { name: '住建科', state: 'called' },
      ],
    });
  });

  it('learns neither whose request it is nor anything that it says', async () => {
    const { links } = await desk.blow(request);
    const { body } = await desk.open(links[0]);
    expect(JSON.stringify(body)).not.toMatch(/req_|res_|acc_|stf_|whi_|王|漏水|501/);
  });

  it('is told of a sensitive request the compound alone', async () => {
    const sensitive = await requests.ask({ typeId: 'complaint', details: {} });
    const { links } = await desk.blow(sensitive);
    expect((await desk.seen(links[0])).place).toBe('锦苑小区');
  });

  it('says that it comes, then that it has arrived, or that it is not its task and why', async () => {
    const { links } = await desk.blow(request);
    const says = async (n: number, answer: Record<string, unknown>) => {
      const { status, code, body } = await desk.say(links[n], answer);
      return [status, code ?? WhistleCall.parse(body).departments[n]?.state];
    };
    expect(await says(0, { says: 'coming', at: clock() + HOUR })).toEqual([200, 'coming']);
    expect(await says(0, { says: 'coming', at: clock() + 2 * HOUR })).toEqual([200, 'coming']);
    expect(await says(0, { says: 'arrived' })).toEqual([200, 'arrived']);
    expect(await says(0, { says: 'arrived' })).toEqual([200, 'arrived']);
    expect(await says(0, { says: 'not_ours', note: '不归我们' })).toEqual([409, 'state_conflict']);
    expect(await says(1, { says: 'not_ours' })).toEqual([400, 'invalid_input']);
    expect(await says(1, { says: 'not_ours', note: '归排水公司' })).toEqual([200, 'not_ours']);
    expect(await says(1, { says: 'coming', at: clock() + HOUR })).toEqual([200, 'coming']);
  });

  it('names a time that is still to come, within a month', async () => {
    const { links } = await desk.blow(request);
    for (const at of [clock(), clock() - DAY, clock() + 31 * DAY]) {
      const { status, field } = await desk.say(links[0], { says: 'coming', at });
      expect([status, field]).toEqual([400, 'answer.at']);
    }
  });

  it('all at once, and nobody’s answer is lost', async () => {
    const departments = Array.from({ length: 10 }, (_, n) => ({ name: `部门${n}`, hours: 4 }));
    const { links } = await desk.blow(request, { departments });
    const answers = await Promise.all(
      links.map((link, n) => desk.say(link, { says: 'arrived', note: `到 ${n}` })),
    );
    expect(answers.map(({ status }) => status)).toEqual(links.map(() => 200));
    const { departments: seen } = await desk.seen(links[0]);
    expect(seen.map(({ state, note }) => [state, note])).toEqual(
      links.map((_, n) => ['arrived', `到 ${n}`]),
    );
  });

  it('is told in plain words that a link is not right or has ended', async () => {
    const { links } = await desk.blow(request);
    const [link = ''] = links;
    const [compound, token, , proof] = link.split('.');
    for (const forged of [
      `${compound}.${token}.1.${proof}`,
      `2.${token}.0.${proof}`,
      `${link.slice(0, -2)}${link.endsWith('AA') ? 'BB' : 'AA'}`,
    ]) {
      const { status, code, body } = await desk.open(forged);
      expect([status, code]).toEqual([404, 'link_unknown']);
      expect(Object(body).error.message.zh).toBe('这个链接不对，可能没有复制完整。');
    }
    clock.advance(4 * HOUR + 7 * DAY - 1);
    expect((await desk.open(link)).status).toBe(200);
    clock.advance(1);
    const ended = await desk.open(link);
    expect([ended.status, ended.code]).toEqual([410, 'link_expired']);
    expect((await desk.say(link, { says: 'arrived' })).code).toBe('link_expired');
    // The others have longer.
    expect((await desk.open(links[2])).status).toBe(200);
  });

  it('is slowed down where one address opens links all the time', async () => {
    const { links } = await desk.blow(request);
    for (let times = 0; times < 120; times++)
      await desk.open('1.0000000000000000.0.AAAAAAAAAAAAAAAAAAAAAA');
    const { status, code } = await desk.open(links[0]);
    expect([status, code]).toEqual([429, 'too_many_tries']);
    expect((await desk.open(links[0], '203.0.113.10:1')).status).toBe(200);
  });
});

describe('a department that says nothing by its time', () => {
  const statesNow = async (link: string | undefined) =>
    (await desk.seen(link)).departments.map(({ state }) => state);
  const written = async () => {
    const items = await itemsOf(engine.table);
    return items.find(({ sk }) => sk === 'whistle');
  };

  it('is written down as silent once, whoever runs how often, at once and late', async () => {
    const { links } = await desk.blow(request);
    await desk.say(links[1], { says: 'arrived' });
    clock.advance(4 * HOUR - 1);
    await desk.run();
    expect(await statesNow(links[0])).toEqual(['called', 'arrived', 'called']);
    clock.advance(1);
    await Promise.all([desk.run(), desk.run(), desk.run()]);
    expect(await statesNow(links[0])).toEqual(['silent', 'arrived', 'called']);
    const before = await written();
    await desk.run();
    expect(await written()).toEqual(before);
    clock.advance(30 * HOUR);
    await desk.run();
    expect(await statesNow(links[2])).toEqual(['silent', 'arrived', 'silent']);
    const left = (await itemsOf(engine.table)).filter(({ pk }) => pk === 'cmp_1#calls-due');
    expect(left).toEqual([]);
  });

  it('also where a run was broken off between the write and its end', async () => {
    const { links } = await desk.blow(request);
    clock.advance(4 * HOUR);
    const { whistles } = house.stores.calling;
    const broken = {
      ...whistles,
      dropDueCall: () => Promise.reject(new Error('the machine went')),
    };
    const { requests: kept } = house.stores.desk;
    const run = noteSilence({ whistles: broken, requests: kept }, 'cmp_1', clock());
    await expect(run).rejects.toThrow('the machine went');
    const before = await written();
    expect(await statesNow(links[0])).toEqual(['silent', 'called', 'called']);
    await desk.run();
    expect(await written()).toEqual(before);
  });

  it('loses no answer that comes in the same moment', async () => {
    const { links } = await desk.blow(request);
    clock.advance(4 * HOUR);
    const [said] = await Promise.all([desk.say(links[0], { says: 'arrived' }), desk.run()]);
    expect(said.status).toBe(200);
    expect(await statesNow(links[0])).toEqual(['arrived', 'called', 'called']);
  });

  it('can still answer', async () => {
    const { links } = await desk.blow(request);
    clock.advance(5 * HOUR);
    await desk.run();
    await desk.say(links[0], { says: 'arrived' });
    expect(await statesNow(links[0])).toEqual(['arrived', 'called', 'called']);
  });

  it('is nobody’s worry once the request is over', async () => {
    const { links } = await desk.blow(request);
    await requests.stepOwn(request, { step: 'cancel' });
    clock.advance(30 * HOUR);
    await desk.run();
    expect(await statesNow(links[2])).toEqual(['called', 'called', 'called']);
  });
});

it('a whistle is gone 31 days after its last link has ended', async () => {
  const { links } = await desk.blow(request);
  const ofWhistle = (await itemsOf(engine.table)).filter(
    ({ pk, sk }) => /#whistle#|#calls-due$/.test(`${pk}`) || /^whistle#/.test(`${sk}`),
  );
  expect(ofWhistle).toHaveLength(2 + links.length);
  const goneAt = clock() + 24 * HOUR + (7 + 31) * DAY;
  expect(new Set(ofWhistle.map(({ ttl }) => ttl))).toEqual(new Set([Math.ceil(goneAt / 1_000)]));
  clock.advance(goneAt - clock());
  expect((await desk.open(links[2])).code).toBe('link_expired');
  expect(await house.stores.calling.whistles.listWhistlesOf(request, clock())).toEqual([]);
});
