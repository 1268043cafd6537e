import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { decideScan } from '../../../shared/gate/decide-scan.ts';
import { GateRules } from '../../../shared/gate/gate-rules.ts';
import { SeenCodes } from '../../../shared/gate/seen.ts';
import type { PlaceId } from '../../../shared/ids.ts';
import { SingleEntrance } from '../../../shared/messages/gate-rules.ts';
import { listGates, type Scan } from '../../../shared/messages/gates.ts';
import type { Role } from '../../../shared/roles.ts';
import { cardOffice } from '../../support/cards.ts';
import type { TestEngine } from '../../support/engine.ts';
import type { FixedClock } from '../../support/fixed-clock.ts';
import type { GatePhone } from '../../support/gate-phone.ts';
import type { Gatehouse } from '../../support/gatehouse.ts';
import { GATES } from '../../support/gates.ts';
import { openOwnGatehouse } from '../../support/own-gatehouse.ts';
import type { ResidentPhone } from '../../support/resident-phone.ts';
import { PHONES, RESIDENTS, STAFF } from '../../support/street.ts';
import { itemsOf } from '../../support/table-items.ts';
import { listBits, NOW_MS, NOW_SLOT, PLACES, passOf, RULES } from '../../vectors/street.ts';
import { batchesOf, recordsIn } from './scans-desk.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

let engine: TestEngine;
let clock: FixedClock;
let house: Gatehouse;
let west: GatePhone;
let phone: ResidentPhone;

beforeEach(async () => {
  ({ engine, clock, house } = await openOwnGatehouse());
  west = await house.deviceAt(GATES.west);
  phone = await house.phoneOf(RESIDENTS.father);
});
afterEach(() => engine.stop());

const path = '/api/v1/manager/compounds/cmp_1/single-entrance';
const as =
  (role: Role, node: PlaceId = 'cmp_1') =>
  async (method: string, at: string, body?: unknown) =>
    house.call('manager', method, at, {
      cookie: await house.staffCookie(role, { node }),
      ...(body === undefined ? {} : { body }),
    });
const manager = as('property_manager');
const start = (version = 0, changed: object = {}) =>
  manager('PUT', path, { mainGate: GATES.east, version, ...changed });
const end = (version: number) => manager('DELETE', path, { version });
const now = async () => SingleEntrance.parse((await manager('GET', path)).body);
const rulesAt = async (device: GatePhone) => {
  const state = `/api/v1/gates/${device.gateId}/state`;
  const { body } = await house.call('guard', 'GET', state, { device });
  const [, claims = ''] = String(Object(body).rules).split('.');
  return GateRules.parse(JSON.parse(Buffer.from(claims, 'base64url').toString()).rules);
};
const listed = async () =>
  listGates.answer.parse((await manager('GET', '/api/v1/manager/gates')).body).gates;
const decided = async (direction: 'in' | 'out', seq: number) => {
  const { body } = await house.call('guard', 'POST', `/api/v1/gates/${GATES.west}/decisions`, {
    device: west,
    body: { boot: 3, seq, code: phone.showAt(clock()), direction },
  });
  return body;
};

describe('a compound with a single entrance', () => {
  it('closes every gate but the main one by one action, and says so to their devices', async () => {
    const east = await house.deviceAt(GATES.east);
    expect((await start()).body).toEqual({ version: 1 });
    clock.advance(2_000);
    expect((await rulesAt(west)).closed).toEqual({ since: clock() - 2_000, mainGate: '东门' });
    expect((await rulesAt(east)).closed).toBeUndefined();
    expect(await now()).toMatchObject({ state: 'on', mainGate: GATES.east, version: 1 });
    expect((await listed()).map(({ rules }) => rules.closed?.mainGate)).toEqual([
      undefined,
      '东门',
    ]);
  });

  it('asks a resident who comes in by a side gate, and lets everybody out', async () => {
    await start();
    clock.advance(2_000);
    expect(await decided('in', 1)).toMatchObject({ outcome: 'ask', reason: 'wrong_gate' });
    clock.advance(10_000);
    expect(await decided('out', 2)).toMatchObject({ outcome: 'allow', reason: 'ok' });
  });

  it('is told to the residents, until it is over', async () => {
    const told = async () => {
      const cookie = await house.residentCookie(PHONES.father, [RESIDENTS.father]);
      const { body } = await house.call('resident', 'GET', '/api/v1/resident/household', {
        cookie,
      });
      return Object(body).residents[0].mainEntrance;
    };
    expect(await told()).toBeUndefined();
    await start(0, { until: clock() + DAY });
    expect(await told()).toEqual({ gate: '东门', until: clock() + DAY });
    await end(1);
    expect(await told()).toBeUndefined();
  });

  it('opens all gates by one action, which can be taken back', async () => {
    await start();
    expect((await end(1)).body).toEqual({ version: 2 });
    clock.advance(2_000);
    expect((await rulesAt(west)).closed).toBeUndefined();
    expect((await now()).state).toBe('off');
    expect((await start(2)).body).toEqual({ version: 3 });
    expect((await end(1)).code).toBe('state_conflict');
  });

  it('ends by itself at the moment that was named', async () => {
    const until = clock() + HOUR;
    await start(0, { until });
    clock.advance(HOUR);
    expect((await now()).state).toBe('off');
    expect(await decided('in', 1)).toMatchObject({ outcome: 'allow' });
    const { field } = await start(1, { until: clock() });
    expect(field).toBe('until');
  });

  it('is decided by one of two at a time, and whoever did stands in the record', async () => {
    const answers = await Promise.all([start(), start(0, { mainGate: GATES.west })]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const item = (await itemsOf(engine.table)).find(({ sk }) => sk === 'single-entrance');
    expect(item).toMatchObject({
      version: 1,
      audit: { action: 'single_entrance.set', by: STAFF.manager, purpose: 'places', at: clock() },
    });
  });

  it('belongs to the community and the street too, and to no guard or steward', async () => {
    expect((await as('community_worker', 'com_1')('GET', path)).status).toBe(200);
    expect((await as('street_administrator', 'str_1')('GET', path)).status).toBe(200);
    for (const role of ['house_steward', 'front_desk', 'guard_captain'] as const) {
      expect((await as(role)('GET', path)).code).toBe('not_permitted');
    }
  });

  it('counts whom it touches before anything is done, and lists nobody', async () => {
    await cardOffice(house).giveCard(RESIDENTS.mother);
    const { body } = await manager('GET', `${path}/preview`);
    expect(body).toEqual({
      residents: 3,
      withPass: 1,
      withCard: 1,
      buildings: [{ building: '3幢', residents: 3 }],
    });
  });

  it('closes a gate that is added meanwhile, and follows its main gate’s new name', async () => {
    await start();
    await manager('POST', '/api/v1/manager/compounds/cmp_1/gates', { name: '车行门' });
    const [east] = await listed();
    const renamed = await manager('PUT', `/api/v1/manager/gates/${GATES.east}/rules`, {
      name: '东大门',
      listAge: east?.rules.listAge,
      version: 2,
    });
    expect(renamed.body).toEqual({ version: 3 });
    const closed = (await listed()).map(({ name, rules }) => [name, rules.closed?.mainGate]);
    expect(closed).toEqual([
      ['东大门', undefined],
      ['西门', '东大门'],
      ['车行门', '东大门'],
    ]);
  });
});

describe('scans at a side gate', () => {
  const desks = async () => batchesOf(await house.startShift(west), clock);
  const differences = async () => (await recordsIn(house)).disagreements.length;
  const scanned = (desk: Awaited<ReturnType<typeof desks>>, verdict: Scan['verdict']) =>
    desk.scan(phone.showAt(clock()), { verdict });
  const ALLOWED = { outcome: 'allow', reason: 'ok' } as const;
  const SENT_ON = { outcome: 'ask', reason: 'wrong_gate' } as const;

  it('are no difference, whether the device had heard of the beginning and the end or not', async () => {
    const desk = await desks();
    await start();
    clock.advance(10_000);
    await house.record(west, [desk.cut(scanned(desk, ALLOWED))]);
    clock.advance(10_000);
    await house.record(west, [desk.cut(scanned(desk, SENT_ON))]);
    const late = scanned(desk, SENT_ON);
    await end(1);
    clock.advance(10_000);
    const unheard = scanned(desk, SENT_ON);
    clock.advance(DAY);
    await house.record(west, [desk.cut(late, unheard)]);
    expect(await differences()).toBe(0);
  });

  it('that nothing closed are a difference where the device says so', async () => {
    const desk = await desks();
    await house.record(west, [desk.cut(scanned(desk, SENT_ON))]);
    expect(await differences()).toBe(1);
  });
});

describe('a guard without network at a side gate', () => {
  const decide = (direction: 'in' | 'out', closed: GateRules['closed']) =>
    decideScan({
      proven: { part: passOf('resident'), proof: { mode: 'slot', slot: NOW_SLOT } },
      rules: { ...RULES, ...(closed === undefined ? {} : { closed }) },
      direction,
      time: { nowMs: NOW_MS, grade: 'carried' },
      list: { list: { version: 1, places: PLACES, bits: listBits() }, ageMs: HOUR },
      seen: new SeenCodes(),
    });
  it('is told the main gate’s name on the way in, and nothing on the way out', () => {
    const closed = { since: NOW_MS - HOUR, mainGate: '东门' };
    expect(decide('in', closed)).toMatchObject({ outcome: 'ask', goTo: '东门' });
    expect(decide('out', closed)).not.toHaveProperty('goTo');
  });
});
