import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PRESENTERS, type Scene, setScene } from '../../functions/permission-presenters.ts';
import { type Asked, ROUTES } from '../../functions/permission-routes.ts';
import type { AppName, Gatehouse } from '../../support/gatehouse.ts';
import { GATES } from '../../support/gates.ts';
import { PHONES, RESIDENTS } from '../../support/street.ts';
import { anUrgentAnnouncementIsTold } from './deployed/announcement-steps.ts';
import { changesAreSealed } from './deployed/audit-steps.ts';
import { type Deployed, makeReleases, type Release, start } from './deployed/deployed.ts';
import { aTaskGoesBack, whatIsLateGoesUp } from './deployed/desk-steps.ts';
import { aDoorIsOpened } from './deployed/door-steps.ts';
import { anEmergencyActsAndEnds } from './deployed/emergency-steps.ts';
import {
  aCodeIsLetIn,
  aSilentNumberIsAnswered,
  aSuspensionEnds,
  aTenancyEnds,
  listsAreStruck,
  movingOutIsFinished,
} from './deployed/gate-steps.ts';
import { aStatusEnds } from './deployed/health-steps.ts';
import { openDeployedHouse } from './deployed/house.ts';
import { FunctionFailed, startLambda } from './deployed/lambda.ts';
import { aWeChatIsBound, peopleAreTold } from './deployed/notification-steps.ts';
import { aPhotoIsPutThere } from './deployed/photo-steps.ts';
import { unused } from './deployed/policy.ts';
import { aRosterIsImported } from './deployed/roster-steps.ts';
import {
  layACompound,
  residentsSignIn,
  staffSignIn,
  strangersHearSo,
} from './deployed/sign-in-steps.ts';
import { callsOf } from './deployed/triggers.ts';
import { aVisitorIsLetIn } from './deployed/visitor-steps.ts';

/** Bundling, two syntheses and some fifteen processes on two busy cores. */
const STARTED_WITHIN_MS = 180_000;
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

/** What is granted over the keys of emergencies, in whose place a folder is here. */
const OF_A_FOLDER = [
  'kms:CreateAlias',
  'kms:CreateKey',
  'kms:Decrypt',
  'kms:DescribeKey',
  'kms:DisableKey',
  'kms:GenerateDataKeyWithoutPlaintext',
  'kms:ScheduleKeyDeletion',
  'kms:TagResource',
];

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

const cloud = () => ({ deployed, house, stack: releases.aws.stack });
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
  const giveUp = async ({ father, neighbour }: Scene) => {
    for (const [phone, node] of [
      [father, 'cmp_1'],
      [neighbour, 'cmp_2'],
    ] as const) {
      const cookie = await house.staffCookie('property_manager', { node });
      const path = `/api/v1/manager/passes/${phone.pass.passId}/state`;
      const body = { state: 'revoked', reason: 'own_wish' };
      await house.call('manager', 'PUT', path, { cookie, body });
    }
  };
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
  // Who has left is not there for the day that follows: that route is played at its end.
  const cases = Object.entries(ROUTES)
    .filter(([route]) => !route.endsWith('/departure'))
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
    // What an earlier case used up is made again, once; nobody has more phones than they may.
    if (scene !== undefined) await giveUp(scene);
    scene = undefined;
    const { status, code } = await ask(route, asked, getter);
    expect([code, expected]).toEqual([code, expect.arrayContaining([status])]);
  });
});

describe('a day at the gate, through what is deployed', () => {
  it('begins with a compound that its operator lays: its manager signs in, its gate opens', () =>
    layACompound(cloud()));

  it('residents sign in by SMS, stay signed in, and sign out', () => residentsSignIn(cloud()));

  it('a number that is not registered hears so by SMS, and the answer does not tell', () =>
    strangersHearSo(cloud()));

  it('staff sign in likewise, and change their gates', () => staffSignIn(cloud()));

  it('a code is let in, recorded, and counted for the manager; two gates at once are told of', () =>
    aCodeIsLetIn(cloud()));

  it('a visitor opens a link, is let in once, and stands in the gate’s record', () =>
    aVisitorIsLetIn(cloud()));

  it('whose a silent number is, is answered: what it gave ends with a no', () =>
    aSilentNumberIsAnswered(cloud()));

  it('a suspension ends by the schedule, every few minutes', () => aSuspensionEnds(cloud()));

  it('a roster is imported by the clock, and withdrawn', () => aRosterIsImported(cloud()));
  it('a photo is put into storage by a form, counts once it was looked at, and its file goes with it', () =>
    aPhotoIsPutThere(cloud()));

  it('a door opens by the messages between it and two functions, and its alarms come and go', () =>
    aDoorIsOpened(cloud()));

  it('what was changed is sealed, and swept at night', () => changesAreSealed(cloud()));

  it('what is late goes up, and a department that said nothing is noted, every minute', () =>
    whatIsLateGoesUp(cloud()));

  it('a role that ends in the midst of a task gives it back', () => aTaskGoesBack(cloud()));

  it('a tenancy that is over makes its passes ask at night, one that ends is told of by day', () =>
    aTenancyEnds(cloud()));

  it('people are told what was put into the outbox, and once more where a sender failed', () =>
    peopleAreTold(cloud()));

  it('a WeChat is bound, and told from then on', () => aWeChatIsBound(cloud()));

  it('a health status that ends does so by the clock, and its lists follow', () =>
    aStatusEnds(cloud()));

  it('an urgent announcement is told to those who live there, by nobody’s request', () =>
    anUrgentAnnouncementIsTold(cloud()));

  it('an emergency that two offices decided acts, and the clock ends it', () =>
    anEmergencyActsAndEnds(cloud()));

  it('moving out that was broken off is finished every few minutes', () =>
    movingOutIsFinished(cloud()));

  it('what lists no longer need to say is struck once a day', () => listsAreStruck(cloud()));

  it('a resident leaves by themself', async () => {
    const phone = await house.phoneOf(RESIDENTS.father);
    const cookie = await house.residentCookie(PHONES.father, [RESIDENTS.father]);
    const path = `/api/v1/resident/residents/${phone.residentId}/departure`;
    expect((await house.call('resident', 'POST', path, { cookie })).status).toBe(204);
  });
});

describe('what functions may do', () => {
  const functions = () => releases.aws.stack.functions;
  const left = (name: string, statements: Parameters<typeof unused>[0]) =>
    unused(statements, callsOf(deployed.aws, name))
      .map(({ action }) => action)
      .filter((action) => !OF_A_FOLDER.includes(action));

  it('is all that they asked for in this file, and they asked for much', () => {
    expect(deployed.aws.refused.filter(({ by }) => by !== 'nobody')).toEqual([]);
    for (const { name } of functions()) expect(callsOf(deployed.aws, name)).not.toEqual([]);
  });

  it('is nothing that they never ask for, but keys of emergencies and what Lambda asks for by itself', () => {
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

  it('a photo is looked at from the bucket, and is no document there', () =>
    aPhotoIsPutThere({ deployed: there, house, stack: releases['aws-cn'].stack }));

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
