import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createPassStore, createStatusListStore } from '../../../functions/passes/index.ts';
import { DayDisagreement, GateDayCounts } from '../../../shared/messages/gate-days.ts';
import { EnrolmentCode } from '../../../shared/messages/gates.ts';
import { NumberQuestions } from '../../../shared/messages/number-questions.ts';
import type { Audience } from '../../../shared/messages/sign-in.ts';
import { shanghaiDay } from '../../../shared/time/shanghai.ts';
import { batchesOf } from '../../functions/gates/scans-desk.ts';
import { PRESENTERS, type Scene, setScene } from '../../functions/permission-presenters.ts';
import { type Asked, ROUTES } from '../../functions/permission-routes.ts';
import { COMPOUND_ORDER } from '../../support/compound-order.ts';
import { createCookieJar } from '../../support/cookie-jar.ts';
import { fixedClock } from '../../support/fixed-clock.ts';
import { newGatePhone } from '../../support/gate-phone.ts';
import { type AppName, type Gatehouse, openGatehouse } from '../../support/gatehouse.ts';
import { GATES } from '../../support/gates.ts';
import { PHONES, RESIDENTS, STAFF } from '../../support/street.ts';
import { type Deployed, makeReleases, type Release, start } from './deployed/deployed.ts';
import { openDeployedHouse } from './deployed/house.ts';
import { FunctionFailed, startLambda } from './deployed/lambda.ts';
import { unused } from './deployed/policy.ts';
import { callsOf, scheduleOf } from './deployed/triggers.ts';

/** Bundling, two syntheses and some fifteen processes on two busy cores. */
const STARTED_WITHIN_MS = 180_000;
/** The stream is looked at five times a second; a busy machine takes its time. */
const SOON_MS = 30_000;
const DAY_MS = 86_400_000;

/** What a policy grants and no function ever asks for, because Lambda asks with the function's role. */
const ASKED_BY_LAMBDA: Readonly<Record<string, string>> = {
  'logs:CreateLogStream': 'a process begins a log of its own',
  'logs:PutLogEvents': 'what the process wrote goes there',
  'sqs:SendMessage': 'what failed for good goes to the dead letters',
  'sqs:GetQueueAttributes': 'CDK grants it along with sending',
  'sqs:GetQueueUrl': 'CDK grants it along with sending',
  'dynamodb:ListStreams': 'the event source finds the stream',
  'dynamodb:DescribeStream': 'the event source finds the shards',
  'dynamodb:GetShardIterator': 'the event source reads the stream',
  'dynamodb:GetRecords': 'the event source reads the stream',
};

let releases: Readonly<Record<'aws' | 'aws-cn', Release>>;
let deployed: Deployed;
let house: Gatehouse;
beforeAll(async () => {
  releases = await makeReleases();
  deployed = await start(releases.aws);
  house = await openDeployedHouse(deployed);
}, STARTED_WITHIN_MS);
afterAll(async () => {
  await deployed.stop();
  releases.aws.discard();
});

const isApp = (name: string | undefined): name is AppName =>
  name !== undefined && name in house.apps;

describe('a function as it is deployed', () => {
  const named = (name: string) => {
    const found = releases.aws.stack.functions.find((one) => one.name === name);
    if (found === undefined) throw new Error(`no function ${name}`);
    return found;
  };

  it.each(['TABLE_NAME', 'SERVER_SECRET_ARN', 'ISSUER_KMS_KEYS', 'PUBLIC_ORIGIN', 'MESSAGES'])(
    'does not start without %s',
    async (variable) => {
      const guard = named('guard');
      expect(guard.environment).toHaveProperty(variable);
      const rest = Object.entries(guard.environment).filter(([name]) => name !== variable);
      const where = { region: releases.aws.place.region, endpoint: deployed.aws.endpoint };
      const starting = startLambda({ ...guard, environment: Object.fromEntries(rest) }, where);
      await expect(starting).rejects.toThrow(FunctionFailed);
    },
  );

  it('does not start where its policy does not let it read its secrets', async () => {
    const where = { region: releases.aws.place.region, endpoint: deployed.aws.endpoint };
    const starting = startLambda({ ...named('guard'), name: 'stranger' }, where);
    await expect(starting).rejects.toThrow('AccessDeniedException');
    const read = { by: 'nobody', action: 'secretsmanager:GetSecretValue' };
    expect(deployed.aws.refused).toContainEqual(expect.objectContaining(read));
  });

  it('answers nobody who comes past the edge', async () => {
    for (const path of [
      '/api/v1/resident/notice',
      '/api/v1/manager/gates',
      '/api/v1/gates/x/state',
    ]) {
      const viewed = { method: 'GET', path, headers: new Headers(), viewer: '203.0.113.7:1' };
      expect((await deployed.edge.ask(viewed)).status).not.toBe(403);
      expect((await deployed.edge.askApi(viewed)).status).toBe(403);
    }
  });

  it('is described where everybody looks, and says so itself of what it has not', async () => {
    const ask = (path: string) =>
      deployed.edge.ask({ method: 'GET', path, headers: new Headers(), viewer: '203.0.113.7:1' });
    expect(await (await ask('/api/openapi.json')).json()).toMatchObject({ openapi: '3.1.0' });
    const nowhere = await ask('/api/v1/nowhere');
    expect([nowhere.status, await nowhere.json()]).toMatchObject([
      404,
      { error: { code: 'not_found' } },
    ]);
  });
});

describe('every route, through the edge and the function that answers it', () => {
  let scene: Scene | undefined;
  afterAll(async () => {
    if (scene === undefined) return;
    for (const [phone, node] of [
      [scene.father, 'cmp_1'],
      [scene.neighbour, 'cmp_2'],
    ] as const) {
      const path = `/api/v1/manager/passes/${phone.pass.passId}/state`;
      const cookie = await house.staffCookie('property_manager', { node });
      await house.call('manager', 'PUT', path, { cookie, body: { state: 'active' } });
    }
  });
  const ask = async (route: string, asked: Asked, presenter: string) => {
    const [app, method = ''] = route.split(' ');
    const present = PRESENTERS[presenter];
    if (!isApp(app) || present === undefined) throw new Error(`nobody called ${presenter}`);
    scene ??= await setScene(house);
    const body = asked.body?.(scene);
    return house.call(
      app,
      method,
      typeof asked.path === 'string' ? asked.path : asked.path(scene),
      {
        ...(await present(scene)),
        ...(body === undefined ? {} : { body }),
      },
    );
  };

  // A PIN that a guard sets is one that a manager sees, and whose pass is suspended gets no other.
  const LAST = ['guard ', 'manager PUT /api/v1/manager/passes/'];
  const rankOf = ([route]: readonly [string, unknown]) =>
    LAST.findIndex((beginning) => route.startsWith(beginning));
  const cases = Object.entries(ROUTES)
    .sort((one, other) => rankOf(one) - rankOf(other))
    .flatMap(([route, asked]) => asked.map((one) => [route, one.what, one] as const));

  it.each(cases)('%s gives %s to whom it belongs, and not to nobody', async (route, _, asked) => {
    if (asked.gets !== 'everybody') {
      const { status, body } = await ask(route, asked, 'nobody');
      expect([status, Object.keys(Object(body))]).toEqual([401, ['error']]);
    }
    const [getter] = asked.gets === 'everybody' ? ['nobody'] : asked.gets;
    if (getter === undefined) return;
    const expected = asked.status === undefined ? [200, 204] : [asked.status];
    const first = await ask(route, asked, getter);
    if (expected.includes(first.status)) return;
    // What an earlier case used up is made again, once.
    scene = undefined;
    const { status, code } = await ask(route, asked, getter);
    expect([code, expected]).toEqual([code, expect.arrayContaining([status])]);
  });
});

describe('a day at the gate, through what is deployed', () => {
  const today = () => shanghaiDay(Date.now());

  /** Signs in as a page does, with the code that came by SMS. */
  async function signIn(audience: Audience, phone: string) {
    const jar = createCookieJar();
    const call = async (method: string, path: string, body?: unknown) => {
      const cookie = jar.header();
      const answer = await house.call(audience, method, `/api/v1/${audience}${path}`, {
        ...(cookie === '' ? {} : { cookie }),
        ...(body === undefined ? {} : { body }),
      });
      jar.keep(new Response(null, { headers: answer.headers }));
      return answer;
    };
    await call('POST', '/sign-in/codes', { phone });
    const sms = deployed.aws.messages.findLast((one) => one.phone === `+86${phone}`);
    const [code] = /[0-9]{6}/.exec(sms?.text ?? '') ?? [];
    return { call, answer: await call('POST', '/sign-in', { phone, code: code ?? '000000' }) };
  }
  const invoke = (name: string, event: unknown) => deployed.functions.get(name)?.invoke(event);

  it('begins with a compound that its operator lays: its manager signs in, its gate opens', async () => {
    const laid = await invoke('lay-compound', COMPOUND_ORDER);
    expect(laid).toMatchObject({ laid: { gates: [{ gateId: 'gat_7_1' }, {}], staff: 2 } });
    expect(await invoke('lay-compound', { ...COMPOUND_ORDER, gates: [] })).toEqual({
      refused: ['gates: too_small'],
    });
    const manager = await signIn('manager', COMPOUND_ORDER.staff[0].phone);
    const code = await manager.call('POST', '/gates/gat_7_1/enrolment-codes');
    const device = newGatePhone();
    const enrolled = await house.call('guard', 'POST', '/api/v1/guard/enrolments', {
      body: device.enrolmentRequest(EnrolmentCode.parse(code.body).code),
    });
    expect(enrolled.body).toMatchObject({ gateId: 'gat_7_1' });
    const { answer } = await signIn('resident', COMPOUND_ORDER.residents[0].phone);
    expect(answer.body).toMatchObject({ residents: [{ compoundName: '松涛苑' }] });
  });

  it('residents sign in by SMS, stay signed in, and sign out', async () => {
    const { call, answer } = await signIn('resident', PHONES.father);
    expect(answer.body).toMatchObject({ residents: [{ maskedName: '王**' }] });
    expect((await call('POST', '/session/renewals')).status).toBe(204);
    expect((await call('GET', '/household')).status).toBe(200);
    expect((await call('DELETE', '/session')).status).toBe(204);
    expect((await call('GET', '/household')).status).toBe(401);
  });

  it('a number that is not registered hears so by SMS, and the answer does not tell', async () => {
    const { answer } = await signIn('resident', PHONES.stranger);
    expect([answer.status, answer.code]).toEqual([401, expect.any(String)]);
    expect(deployed.aws.messages.at(-1)?.text).toContain('没有登记');
  });

  it('staff sign in likewise, and change their gates', async () => {
    const manager = await signIn('manager', PHONES.manager);
    expect(manager.answer.body).toMatchObject({ staffId: STAFF.manager });
    expect((await manager.call('POST', '/session/renewals')).status).toBe(204);
    expect((await manager.call('GET', '/gates')).status).toBe(200);
    const guard = await signIn('guard', PHONES.guard);
    expect((await guard.call('POST', '/session/renewals')).status).toBe(204);
    expect((await guard.call('PUT', '/shift-pin', { pin: '804213' })).status).toBe(204);
    const pin = `/compounds/cmp_1/shift-pins/${STAFF.guard}`;
    expect((await manager.call('DELETE', pin)).status).toBe(204);
    for (const { call } of [manager, guard]) {
      expect((await call('DELETE', '/session')).status).toBe(204);
    }
  });

  it('a code is let in, recorded, and counted for the manager; two gates at once are told of', async () => {
    const phone = await house.phoneOf(RESIDENTS.father);
    const [east, west] = [await house.deviceAt(GATES.east), await house.deviceAt(GATES.west)];
    const desks = [
      { device: east, ...batchesOf(await house.startShift(east), house.clock, 11) },
      { device: west, ...batchesOf(await house.startShift(west), house.clock, 12) },
    ];
    // The stream brings names to the gates.
    await vi.waitFor(async () => {
      const holders = await house.stores.holders.listHolders('cmp_1');
      expect(Object.keys(holders)).toContain(String(phone.index));
    }, SOON_MS);
    const code = phone.showAt(Date.now());
    const decision = { boot: 1, seq: 900, code, direction: 'in' };
    const decided = await house.call('guard', 'POST', `/api/v1/gates/${GATES.east}/decisions`, {
      device: east,
      body: decision,
    });
    expect(decided.body).toMatchObject({ outcome: 'allow' });
    for (const { device, cut, scan } of desks) {
      const [batch] = await house.record(device, [cut(scan(code), scan('not a code'))]);
      expect(batch).toMatchObject({ verdicts: [{ outcome: 'allow' }, { outcome: 'deny' }] });
    }

    const cookie = await house.staffCookie('property_manager');
    const read = async (path: string) =>
      (await house.call('manager', 'GET', `/api/v1/manager${path}`, { cookie })).body;
    const day = `/gates/${GATES.west}/days/${today()}`;
    expect(GateDayCounts.parse(await read(`${day}/counts`)).entries).not.toEqual([]);
    const { disagreements } = Object(await read(`${day}/disagreements`));
    expect(DayDisagreement.array().parse(disagreements)).not.toEqual([]);
    await vi.waitFor(async () => {
      const { pairs } = Object(await read('/compounds/cmp_1/replay-pairs'));
      expect(pairs).toHaveLength(1);
    }, SOON_MS);
  });

  it('whose a silent number is, is answered: what it gave ends with a no', async () => {
    const cookie = await house.staffCookie('property_manager');
    const { body } = await house.call(
      'manager',
      'GET',
      '/api/v1/manager/compounds/cmp_1/number-questions',
      { cookie },
    );
    const [question] = NumberQuestions.parse(body).questions;
    const answered = await house.call(
      'manager',
      'PUT',
      `/api/v1/manager/residents/${question?.residentId}/number-question`,
      {
        cookie,
        body: { since: question?.since, isTheirs: false },
      },
    );
    expect(answered.status).toBe(204);
  });

  it('a suspension ends by the schedule, every few minutes', async () => {
    const phone = await house.phoneOf(RESIDENTS.father);
    const until = Date.now() + 3_000;
    const suspended = await house.call(
      'manager',
      'PUT',
      `/api/v1/manager/passes/${phone.pass.passId}/state`,
      {
        cookie: await house.staffCookie('property_manager'),
        body: { state: 'suspended', reason: 'lost_device', until },
      },
    );
    expect(suspended.status).toBe(204);
    const { name, event } = scheduleOf(releases.aws.stack, 'rate(5 minutes)');
    await vi.waitFor(async () => {
      await invoke(name, event);
      const [pass] = await createPassStore(deployed.table).findPasses(
        [phone.pass.passId],
        Date.now(),
      );
      expect(pass?.state).toBe('active');
    }, SOON_MS);
  });

  it('what lists no longer need to say is struck once a day', async () => {
    const long = openGatehouse(
      deployed.table,
      fixedClock(Date.now() - 200 * DAY_MS),
      deployed.issuer,
    );
    const then = await long;
    const phone = await then.phoneOf(RESIDENTS.neighbour);
    await then.call('manager', 'PUT', `/api/v1/manager/passes/${phone.pass.passId}/state`, {
      cookie: await then.staffCookie('property_manager', { node: 'cmp_2', now: then.clock() }),
      body: { state: 'revoked', reason: 'moved_out' },
    });
    const lists = createStatusListStore(deployed.table);
    expect((await lists.findSource('cmp_2', 0)).exceptions.has(phone.index)).toBe(true);
    const { name, event } = scheduleOf(releases.aws.stack, 'cron(30 19 * * ? *)');
    await invoke(name, event);
    expect((await lists.findSource('cmp_2', 0)).exceptions.has(phone.index)).toBe(false);
  });
});

describe('what functions may do', () => {
  const functions = () => releases.aws.stack.functions;
  const left = (name: string, statements: Parameters<typeof unused>[0]) =>
    unused(statements, callsOf(deployed.aws, name)).map(({ action }) => action);

  it('is all that they asked for in this file, and they asked for much', () => {
    expect(deployed.aws.refused.filter(({ by }) => by !== 'nobody')).toEqual([]);
    for (const { name } of functions()) expect(callsOf(deployed.aws, name)).not.toEqual([]);
  });

  it('is nothing that they never ask for, but what Lambda asks for by itself', () => {
    const leftOver = functions().map(({ name, statements }) => [
      name,
      left(name, statements).filter((action) => !(action in ASKED_BY_LAMBDA)),
    ]);
    expect(leftOver).toEqual(functions().map(({ name }) => [name, []]));
    const byLambda = functions().flatMap(({ name, statements }) => left(name, statements));
    expect(new Set(byLambda)).toEqual(new Set(Object.keys(ASKED_BY_LAMBDA)));
  });
});

describe('in China', () => {
  let there: Deployed;
  let house: Gatehouse;
  beforeAll(async () => {
    there = await start(releases['aws-cn']);
    house = await openDeployedHouse(there);
  }, STARTED_WITHIN_MS);
  afterAll(() => there.stop());

  it('residents sign in by the SMS of a licensed sender, and get a pass that a gate lets in', async () => {
    const body = { phone: PHONES.father };
    await house.call('resident', 'POST', '/api/v1/resident/sign-in/codes', { body });
    const [code] = there.aws.messages.at(-1)?.text.split(' ') ?? [];
    const answer = await house.call('resident', 'POST', '/api/v1/resident/sign-in', {
      body: { ...body, code },
    });
    expect(answer.body).toMatchObject({ residents: [{ maskedName: '王**' }] });
    const phone = await house.phoneOf(RESIDENTS.father);
    const device = await house.deviceAt(GATES.east);
    const decided = await house.call('guard', 'POST', `/api/v1/gates/${GATES.east}/decisions`, {
      device,
      body: { boot: 1, seq: 1, code: phone.showAt(Date.now()), direction: 'in' },
    });
    expect(decided.body).toMatchObject({ outcome: 'allow' });
    expect(there.aws.refused).toEqual([]);
  });

  it('the pages come from a function, with their headers, by the edge alone', async () => {
    const viewed = (path: string) => ({
      method: 'GET',
      path,
      headers: new Headers(),
      viewer: '203.0.113.7:1',
    });
    const page = await there.edge.ask(viewed('/resident/'));
    expect(await page.text()).toContain('<!doctype html>');
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect((await there.edge.askApi(viewed('/resident/'))).status).toBe(403);
    const described = await there.edge.ask(viewed('/api/openapi.json'));
    expect(await described.json()).toMatchObject({ openapi: '3.1.0' });
  });
});
