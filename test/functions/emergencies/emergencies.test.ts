import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  destroyEnded,
  emergencyNow,
  lapseEmergency,
} from '../../../functions/emergencies/index.ts';
import type { Measure } from '../../../shared/emergency/measures.ts';
import { EmergencyId, type PlaceId } from '../../../shared/ids.ts';
import { Emergencies, type Emergency } from '../../../shared/messages/emergencies.ts';
import type { Role } from '../../../shared/roles.ts';
import { NOON } from '../../support/fixed-clock.ts';
import { openOwnGatehouse } from '../../support/own-gatehouse.ts';
import { residentBrowser } from '../../support/resident-browser.ts';
import { PHONES } from '../../support/street.ts';
import { endingIn } from './ended-emergency.ts';

const PATH = '/api/v1/manager/emergencies';
const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
type Who = readonly [Role, PlaceId];
const STREET: Who = ['street_administrator', 'str_1'];
const COMMUNITY: Who = ['community_worker', 'com_1'];
const DOCTOR: Who = ['community_doctor', 'cmp_1'];
const PROPERTY: Who = ['property_manager', 'cmp_1'];

let own: Awaited<ReturnType<typeof openOwnGatehouse>>;
beforeEach(async () => {
  own = await openOwnGatehouse();
});
afterEach(() => own.engine.stop());

async function ask([role, node]: Who, method: string, path: string, body?: unknown) {
  const cookie = await own.house.staffCookie(role, { node, now: own.clock() });
  return own.house.call('manager', method, `${PATH}${path}`, {
    cookie,
    ...(body === undefined ? {} : { body }),
  });
}

const document = {
  number: '青政疫〔2035〕1号',
  authority: '青枫区人民政府',
  level: 'county',
  issuedOn: '2035-11-13',
  scope: ['str_1'],
  measures: ['registration', 'isolation_care', 'single_entrance'] as Measure[],
  until: '2035-12-31',
};
let keys = 0;
const declaration = (changed: Record<string, unknown> = {}) => ({
  key: String(++keys).padStart(16, '0'),
  mode: 'real',
  event: '呼吸道传染病疫情',
  document,
  scope: ['str_1'],
  measures: ['registration', 'isolation_care'],
  until: own.clock() + 14 * DAY_MS,
  ...changed,
});
async function declare(who: Who = STREET, changed: Record<string, unknown> = {}): Promise<string> {
  const answer = await ask(who, 'POST', '', declaration(changed));
  expect([answer.status, answer.code, answer.field]).toEqual([200, undefined, undefined]);
  return Object(answer.body).emergencyId;
}
const decide = (who: Who, id: string, version = 1, confirm = true) =>
  ask(who, 'POST', `/${id}/decisions`, { version, confirm });
async function opened(changed: Record<string, unknown> = {}): Promise<string> {
  const id = await declare(STREET, changed);
  expect((await decide(DOCTOR, id)).status).toBe(200);
  return id;
}
async function shown(id: string, who: Who = STREET): Promise<Emergency | undefined> {
  const { body } = await ask(who, 'GET', '');
  return Emergencies.parse(body).emergencies.find(({ emergencyId }) => emergencyId === id);
}
const here = (compound: 'cmp_1' | 'cmp_2' = 'cmp_1', mode: 'real' | 'drill' = 'real') =>
  emergencyNow(own.house.stores.emergencies, compound, own.clock(), mode);
const passTime = async () => {
  const { stores } = own.house;
  const { announcements } = stores.board;
  const announcing = { announcements, lineages: stores.lineages };
  for (const emergency of await stores.emergencies.list('str_1')) {
    await lapseEmergency({ ...stores, announcing }, emergency, own.clock());
  }
};
async function titles(): Promise<string[]> {
  const father = residentBrowser(own.house);
  await father.signIn(PHONES.father);
  const { body } = await father.call('GET', '/announcements');
  return Object(body).announcements.map(({ zh }: { zh: { title: string } }) => zh.title);
}

/** Whether the clock begins to destroy what was known. */
async function begins(id: string): Promise<boolean> {
  const { ports } = endingIn(own.house);
  const emergency = await own.house.stores.emergencies.find(EmergencyId.parse(id));
  if (emergency === undefined) throw new Error('it was declared');
  await destroyEnded(ports, emergency, own.clock());
  return (await ports.destructions.find(emergency.emergencyId)) !== undefined;
}

describe('an emergency is declared within its document', () => {
  it.each([
    ['without a document', { document: undefined }, 'invalid_input', 'document'],
    [
      'by less than a county',
      { document: { ...document, level: 'street' } },
      'invalid_input',
      'document.level',
    ],
    [
      'with trips to count and no number of them',
      {
        document: { ...document, measures: ['trip_quota'] as Measure[] },
        measures: ['trip_quota'],
      },
      'invalid_input',
      'tripsPerDay',
    ],
    [
      'with a number of trips that nothing counts',
      { tripsPerDay: 2 },
      'invalid_input',
      'tripsPerDay',
    ],
    [
      'for more than it names',
      { document: { ...document, scope: ['cmp_1'] } },
      'invalid_input',
      'scope',
    ],
    [
      'with a measure that it does not name',
      { measures: ['trip_quota'] },
      'measure_not_named',
      'measures',
    ],
    [
      'for longer than it says',
      { document: { ...document, until: '2035-11-20' } },
      'invalid_input',
      'until',
    ],
    ['for more than thirty days', { until: NOON + 31 * DAY_MS }, 'invalid_input', 'until'],
    ['for a time that is over', { until: NOON }, 'invalid_input', 'until'],
  ])('and refused %s', async (_, changed, code, field) => {
    const answer = await ask(STREET, 'POST', '', declaration(changed));
    expect([answer.code, answer.field]).toEqual([code, field]);
    expect(Object(answer.body).error.message.zh).toMatch(/。$/);
  });

  it('by a street or a community where they serve, never by the property company', async () => {
    for (const who of [PROPERTY, DOCTOR, COMMUNITY]) {
      expect((await ask(who, 'POST', '', declaration())).code).toBe('not_permitted');
    }
    const scope = { scope: ['cmp_1', 'grd_2_1'] };
    expect((await ask(COMMUNITY, 'POST', '', declaration(scope))).status).toBe(200);
    const nowhere = { scope: ['cmp_1', 'bld_1_99'] };
    expect((await ask(STREET, 'POST', '', declaration(nowhere))).code).toBe('not_permitted');
  });

  it('once, however often the same is sent', async () => {
    const body = declaration();
    const [first, again] = [
      await ask(STREET, 'POST', '', body),
      await ask(STREET, 'POST', '', body),
    ];
    expect(again.body).toEqual(first.body);
    const { emergencies } = Emergencies.parse((await ask(STREET, 'GET', '')).body);
    expect(emergencies).toHaveLength(1);
  });
});

describe('another office confirms it', () => {
  it('and it acts in every compound at once, and not before', async () => {
    const id = await declare();
    expect(await here()).toBeUndefined();
    expect((await decide(DOCTOR, id)).status).toBe(200);
    expect(await here('cmp_2')).toMatchObject({
      emergencyId: id,
      measures: ['registration', 'isolation_care'],
      documentNumber: document.number,
      since: NOON,
    });
    const key = await here().then((one) => one && own.house.sealings.of(one));
    expect(key?.name('resident', 'res_1_0000000000000001')).toMatch(/^[0-9a-f]{32}$/);
    expect(await titles()).toEqual(['应急响应启动：呼吸道传染病疫情']);
  });

  it('never the property company, the same person or the same office', async () => {
    const id = await declare();
    for (const who of [PROPERTY, STREET]) {
      expect((await decide(who, id)).code).toBe('not_permitted');
    }
    const ofCommunity = await declare(COMMUNITY, { scope: ['cmp_1'] });
    const colleague: Who = ['community_worker', 'cmp_1'];
    expect((await decide(colleague, ofCommunity)).code).toBe('not_permitted');
    const both = 'stf_00000000000000b1';
    const until = NOON + 100 * DAY_MS;
    await own.house.recordStaff('13900006601', {
      staffId: both,
      maskedName: '两**',
      grants: [
        { role: 'street_administrator', node: 'str_1', until },
        { role: 'community_doctor', node: 'cmp_1', until },
      ],
    });
    const cookie = await own.house.cookieOfStaff('13900006601', both);
    const call = (path: string, body: unknown) =>
      own.house.call('manager', 'POST', `${PATH}${path}`, { cookie, body });
    const mine = Object((await call('', declaration())).body).emergencyId;
    expect((await call(`/${mine}/decisions`, { version: 1, confirm: true })).code).toBe(
      'not_permitted',
    );
    expect((await call(`/${id}/decisions`, { version: 1, confirm: true })).status).toBe(200);
  });

  it('only of those whose role is in the scope or around it', async () => {
    const id = await declare(STREET, { scope: ['cmp_1'] });
    const elsewhere: Who = ['community_doctor', 'cmp_2'];
    expect((await decide(elsewhere, id)).code).toBe('not_permitted');
    expect(await shown(id, elsewhere)).toBeUndefined();
    expect(await shown(id, DOCTOR)).toMatchObject({ may: { decide: true, end: false } });
    expect(await shown(id, COMMUNITY)).toMatchObject({ may: { decide: true, renew: false } });
  });

  it('or refuses, and nothing of it ever acts', async () => {
    const id = await declare();
    expect((await decide(COMMUNITY, id, 1, false)).status).toBe(200);
    expect(await shown(id)).toMatchObject({ state: 'refused', decided: { office: 'community' } });
    expect((await decide(DOCTOR, id, 2)).code).toBe('state_conflict');
    expect([await here(), await titles()]).toEqual([undefined, []]);
  });

  it('within a day, or it lapses by the clock', async () => {
    const id = await declare();
    own.clock.advance(24 * HOUR_MS);
    expect(await shown(id)).toMatchObject({ state: 'lapsed', may: { decide: false } });
    expect((await decide(DOCTOR, id)).code).toBe('state_conflict');
    await passTime();
    const stored = await own.house.stores.emergencies.list('str_1');
    expect(stored).toMatchObject([{ state: 'lapsed', audit: { by: 'system' } }]);
  });

  it('where no other stands: a compound has one at a time', async () => {
    await opened({ scope: ['cmp_1'] });
    const wide = await declare();
    expect(await decide(DOCTOR, wide)).toMatchObject({ code: 'state_conflict', field: 'scope' });
    expect(await here('cmp_2')).toBeUndefined();
    const drill = await opened({ mode: 'drill' });
    expect(await here('cmp_2', 'drill')).toMatchObject({ emergencyId: drill });
    expect(await here('cmp_2')).toBeUndefined();
    expect(await titles()).toHaveLength(1);
  });
});

describe('an emergency goes on or ends', () => {
  const renewal = (version: number, changed: Record<string, unknown> = {}) => ({
    version,
    document: { ...document, number: '青政疫〔2035〕9号' },
    until: NOON + 28 * DAY_MS,
    ...changed,
  });

  it('by a renewal that another office confirms; until then its old day stands', async () => {
    const id = await opened();
    const first = (await here())?.until;
    own.clock.advance(DAY_MS);
    expect(await shown(id, COMMUNITY)).toMatchObject({ may: { renew: false, end: true } });
    expect(await shown(id)).toMatchObject({ may: { renew: true, end: true } });
    const asked = await ask(COMMUNITY, 'POST', `/${id}/renewals`, renewal(2));
    expect(asked.code).toBe('not_permitted');
    expect((await ask(STREET, 'POST', `/${id}/renewals`, renewal(2))).status).toBe(200);
    expect((await here())?.until).toBe(first);
    expect((await decide(STREET, id, 3)).code).toBe('not_permitted');
    expect((await decide(COMMUNITY, id, 3)).status).toBe(200);
    expect(await here('cmp_2')).toMatchObject({
      until: NOON + 28 * DAY_MS,
      documentNumber: '青政疫〔2035〕9号',
    });
    expect(await shown(id)).toMatchObject({ renewals: [{ state: 'renewed' }] });
    expect(await titles()).toEqual(['应急响应延期：呼吸道传染病疫情']);
  });

  it('by no renewal that its document does not carry, or that nobody confirmed in time', async () => {
    const id = await opened();
    const ask31 = renewal(2, { until: NOON + 31 * DAY_MS });
    expect((await ask(STREET, 'POST', `/${id}/renewals`, ask31)).field).toBe('until');
    const narrow = { ...document, measures: ['registration'] };
    const ofLess = await ask(STREET, 'POST', `/${id}/renewals`, renewal(2, { document: narrow }));
    expect(ofLess.code).toBe('measure_not_named');
    await ask(STREET, 'POST', `/${id}/renewals`, renewal(2));
    own.clock.advance(24 * HOUR_MS);
    expect((await decide(DOCTOR, id, 3)).code).toBe('state_conflict');
    expect(await shown(id)).toMatchObject({
      renewals: [{ state: 'lapsed' }],
      may: { renew: true },
    });
  });

  it('by one office alone, which is enough: every measure stops at once', async () => {
    const id = await opened();
    expect((await ask(PROPERTY, 'PUT', `/${id}/end`)).code).toBe('not_permitted');
    expect((await ask(DOCTOR, 'PUT', `/${id}/end`)).status).toBe(200);
    expect([await here(), await here('cmp_2')]).toEqual([undefined, undefined]);
    expect((await ask(STREET, 'PUT', `/${id}/end`)).body).toMatchObject({ version: 3 });
    expect(await titles()).toEqual(['应急响应终止：呼吸道传染病疫情']);
  });

  it('and is destroyed once another office agrees, not by the one that ended it', async () => {
    const id = await opened();
    expect((await ask(STREET, 'PUT', `/${id}/end-confirmation`)).code).toBe('state_conflict');
    await ask(DOCTOR, 'PUT', `/${id}/end`);
    expect((await ask(PROPERTY, 'PUT', `/${id}/end-confirmation`)).code).toBe('not_permitted');
    expect((await ask(DOCTOR, 'PUT', `/${id}/end-confirmation`)).code).toBe('other_office');
    expect(await shown(id)).toMatchObject({
      ended: { by: 'health', destroyFrom: NOON + 72 * HOUR_MS },
      may: { confirmEnd: true },
    });
    own.clock.advance(HOUR_MS);
    expect(await begins(id)).toBe(false);
    expect((await ask(STREET, 'PUT', `/${id}/end-confirmation`)).status).toBe(200);
    expect(await shown(id)).toMatchObject({
      ended: { confirmed: { office: 'street' }, destroyFrom: NOON + HOUR_MS },
      may: { confirmEnd: false },
    });
    expect(await begins(id)).toBe(true);
    expect((await ask(STREET, 'PUT', `/${id}/end-confirmation`)).code).toBe('state_conflict');
  });

  it('and is destroyed after three days, or on its day, where no other office says anything', async () => {
    const id = await opened();
    await ask(DOCTOR, 'PUT', `/${id}/end`);
    own.clock.set(NOON + 72 * HOUR_MS - 1);
    expect(await begins(id)).toBe(false);
    own.clock.advance(1);
    expect(await begins(id)).toBe(true);
  });

  it('by its day, and the clock takes it from the compounds and says so', async () => {
    const id = await opened();
    own.clock.set(NOON + 14 * DAY_MS);
    expect(await here()).toBeUndefined();
    expect(await own.house.stores.emergencies.findHere('cmp_1', 'real')).toBeDefined();
    await passTime();
    await passTime();
    expect(await own.house.stores.emergencies.findHere('cmp_1', 'real')).toBeUndefined();
    expect(await shown(id)).toMatchObject({ state: 'ended', ended: { by: 'clock' }, version: 3 });
    expect(await titles()).toEqual(['应急响应终止：呼吸道传染病疫情']);
  });
});
