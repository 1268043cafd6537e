import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemFacts } from '../../../functions/platform/audit.ts';
import { inTurn } from '../../../functions/requests/routing.ts';
import { FIRST_DESK_CALENDAR } from '../../../shared/desk/desk-calendar.ts';
import { FIRST_REQUEST_TYPES } from '../../../shared/desk/request-types.ts';
import type { RequestId, StaffId } from '../../../shared/ids.ts';
import { DeskSettings, Team } from '../../../shared/messages/desk-settings.ts';
import { RequestRow, StaffRequest } from '../../../shared/messages/requests.ts';
import type { TestEngine } from '../../support/engine.ts';
import type { FixedClock } from '../../support/fixed-clock.ts';
import type { Gatehouse } from '../../support/gatehouse.ts';
import { openOwnGatehouse } from '../../support/own-gatehouse.ts';
import { RESIDENTS } from '../../support/street.ts';
import {
  GRID_WORKER,
  MANAGER,
  newKey,
  REPAIRER,
  requestDesk,
  type Staff,
  VOLUNTEER,
} from './request-desk.ts';

const HOUR_MS = 3_600_000;
const FRONT_DESK: Staff = { role: 'front_desk' };

let engine: TestEngine;
let clock: FixedClock;
let house: Gatehouse;
let desk: ReturnType<typeof requestDesk>;
beforeEach(async () => {
  ({ engine, clock, house } = await openOwnGatehouse());
  desk = requestDesk(house);
});
afterEach(() => engine.stop());

const medicine = { typeId: 'medicine', text: '开药', details: { medicine: '氨氯地平' } };

async function addTeam(
  members: readonly StaffId[],
  changed: Record<string, unknown> = {},
): Promise<Team> {
  const plan = { name: '跑腿', members, typeIds: ['medicine'], areas: [], hours: [], cap: 5 };
  const body = { ...plan, ...changed };
  const answer = await desk.asStaff(MANAGER, 'POST', `${desk.compound}/teams`, body);
  if (answer.status !== 200) throw new Error(`${answer.status} ${answer.field}`);
  return Team.parse(answer.body);
}
const holderOf = async (request: RequestId): Promise<string | undefined> =>
  (await house.stores.desk.requests.findRequest(request))?.assignee;
const openTo = async (staff: Staff): Promise<string[]> => {
  const { body } = await desk.list(staff, '/open-to-me');
  return RequestRow.array()
    .parse(Object(body).requests)
    .map(({ requestId }) => requestId);
};

describe('a type that rotates', () => {
  it('goes to one member of the team after the other', async () => {
    const [one, other] = [await desk.onTheBooks(REPAIRER), await desk.onTheBooks(VOLUNTEER)];
    await addTeam([one, other]);
    const holders: (string | undefined)[] = [];
    for (let asked = 0; asked < 4; asked++) holders.push(await holderOf(await desk.ask(medicine)));
    expect(holders).toEqual([one, other, one, other]);
  });

  it('passes over who is off, who left, and who has as much as they may have', async () => {
    const [one, other] = [await desk.onTheBooks(REPAIRER), await desk.onTheBooks(VOLUNTEER)];
    const team = await addTeam([one, other], { cap: 1 });
    await house.endRoles('repairer', 'cmp_1');
    expect(await holderOf(await desk.ask(medicine))).toBe(other);
    const waits = await desk.ask(medicine);
    expect(await holderOf(waits)).toBeUndefined();
    const night = { weekday: 3, from: 0, to: 60 };
    const { teamId, version, ...plan } = team;
    const path = `/api/v1/manager/teams/${teamId}`;
    const changed = await desk.asStaff(MANAGER, 'PUT', path, {
      plan: { ...plan, cap: 9, hours: [night] },
      version,
    });
    expect(changed.status).toBe(200);
    expect(await holderOf(await desk.ask(medicine))).toBeUndefined();
  });

  it('gives each turn to one request, however many come at the same moment', async () => {
    const staff = [REPAIRER, VOLUNTEER, FRONT_DESK];
    const members = await Promise.all(staff.map((one) => desk.onTheBooks(one)));
    await addTeam(members);
    const asked = await Promise.all([1, 2, 3].map(() => desk.askFor(medicine)));
    const holders = await Promise.all(asked.map(({ body }) => holderOf(Object(body).requestId)));
    expect(new Set(holders)).toEqual(new Set(members));
  });

  it('begins after whoever was last, and at the first where they are gone', () => {
    const [a, b, c] = ['stf_000000000a', 'stf_000000000b', 'stf_000000000c'] as const;
    expect(inTurn([a, b, c], undefined)).toEqual([a, b, c]);
    expect(inTurn([a, b, c], a)).toEqual([b, c, a]);
    expect(inTurn([a, b, c], c)).toEqual([a, b, c]);
    expect(inTurn([a, b], c)).toEqual([a, b]);
  });
});

describe('a team', () => {
  it('has its kind of work to itself, where it works', async () => {
    const repairer = await desk.onTheBooks(REPAIRER);
    const team = await addTeam([repairer], { typeIds: ['repair'], areas: ['bld_1_3'] });
    const request = await desk.ask();
    expect(await openTo(REPAIRER)).toEqual([request]);
    expect(await openTo(VOLUNTEER)).toEqual([]);
    expect((await desk.claim(VOLUNTEER, request)).code).toBe('not_permitted');
    const path = `/api/v1/manager/teams/${team.teamId}`;
    expect((await desk.asStaff(MANAGER, 'DELETE', path)).status).toBe(204);
    expect(await openTo(VOLUNTEER)).toEqual([request]);
  });

  it('keeps nothing from the others while nobody is in it', async () => {
    await addTeam([], { typeIds: ['repair'] });
    const request = await desk.ask();
    expect((await desk.claim(VOLUNTEER, request)).status).toBe(200);
  });

  it('is added once, however often and at once it is sent', async () => {
    const body = {
      name: '维修',
      members: [],
      typeIds: ['repair'],
      areas: [],
      hours: [],
      cap: 5,
      key: newKey(),
    };
    const add = () => desk.asStaff(MANAGER, 'POST', `${desk.compound}/teams`, body);
    const answers = [...(await Promise.all([add(), add(), add()])), await add()];
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    const teams = await house.stores.desk.settings.listTeams('cmp_1');
    expect(teams).toHaveLength(1);
    expect(Object(answers[3]?.body).teamId).toBe(teams[0]?.teamId);
  });

  it('is of people who work here, of known types and of places here', async () => {
    const repairer = await desk.onTheBooks(REPAIRER);
    const elsewhere = await desk.onTheBooks({ role: 'repairer', node: 'cmp_2' });
    const plan = {
      name: '维修',
      members: [repairer],
      typeIds: ['repair'],
      areas: [],
      hours: [],
      cap: 5,
    };
    for (const [wrong, field] of [
      [{ members: [elsewhere] }, 'members'],
      [{ members: [repairer, repairer] }, 'members'],
      [{ typeIds: ['unknown'] }, 'typeIds'],
      [{ areas: ['bld_2_3'] }, 'areas'],
      [{ areas: ['com_1'] }, 'areas'],
    ] as const) {
      const body = { ...plan, ...wrong };
      const answer = await desk.asStaff(MANAGER, 'POST', `${desk.compound}/teams`, body);
      expect([answer.status, answer.field]).toEqual([400, field]);
    }
  });

  it('is changed as it was seen: of two who change it at once one is told', async () => {
    const { teamId, version, ...plan } = await addTeam([]);
    const change = () =>
      desk.asStaff(MANAGER, 'PUT', `/api/v1/manager/teams/${teamId}`, { plan, version });
    const answers = await Promise.all([change(), change()]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });
});

describe('somebody who is looked after', () => {
  it('is helped by their helper, in whose place the backup stands; a complaint goes to the desk', async () => {
    const [helper, backup] = [await desk.onTheBooks(VOLUNTEER), await desk.onTheBooks(GRID_WORKER)];
    await desk.onTheBooks(REPAIRER);
    const care = { residentId: RESIDENTS.father, kind: 'frail', since: clock() } as const;
    const facts = systemFacts('special_care.assign', clock());
    await house.stores.care.assign({ ...care, helper, backup }, facts);
    const first = await desk.ask();
    expect(await holderOf(first)).toBe(helper);
    // It looks like any other that somebody was given.
    expect(JSON.stringify(await desk.read(MANAGER, first))).not.toContain('frail');
    await house.endRoles('volunteer', 'cmp_1');
    expect(await holderOf(await desk.ask(medicine))).toBe(backup);
    const complaint = await desk.ask({ typeId: 'complaint', text: '没人来', details: {} });
    expect(await holderOf(complaint)).toBeUndefined();
    expect(await openTo(MANAGER)).toContain(complaint);
    expect(await openTo(GRID_WORKER)).not.toContain(complaint);
    // What else the desk would assign goes to them.
    const other = { typeId: 'other', text: '陪我去社区', details: {} };
    expect(await holderOf(await desk.ask(other))).toBe(backup);
  });
});

describe('staff who take a request', () => {
  const take = (staff: Staff, changed: Record<string, unknown> = {}) =>
    desk.asStaff(staff, 'POST', `${desk.compound}/requests`, {
      key: newKey(),
      typeId: 'errands',
      text: '送一趟药',
      details: {},
      photos: [],
      heardBy: 'phone',
      residentId: RESIDENTS.father,
      ...changed,
    });

  it('write it down for somebody without a phone, who follows it as their own', async () => {
    const key = newKey();
    const answers = [await take(GRID_WORKER, { key }), await take(GRID_WORKER, { key })];
    const ids = answers.map(({ body }) => StaffRequest.parse(body).requestId);
    expect(new Set(ids).size).toBe(1);
    expect(answers[0]?.body).toMatchObject({ houseLabel: '3幢2单元501', forMaskedName: '王**' });
    const own = await desk.asResident('GET', `/residents/${RESIDENTS.father}/requests`);
    expect(Object(own.body).requests).toMatchObject([
      { text: '送一趟药', steps: [{ step: 'submit', by: { as: 'desk', office: 'community' } }] },
    ]);
  });

  it('for a building, or what is everybody’s, where their role reaches', async () => {
    const atBuilding = await take(GRID_WORKER, { residentId: undefined, building: 3 });
    expect(atBuilding.body).toMatchObject({ building: '3幢', buildingId: 'bld_1_3' });
    expect((await take(GRID_WORKER, { residentId: undefined })).code).toBe('not_permitted');
    expect((await take(MANAGER, { residentId: undefined })).status).toBe(200);
    expect((await take(MANAGER, { residentId: undefined, building: 99 })).field).toBe('building');
    expect((await take(MANAGER, { residentId: RESIDENTS.neighbour })).field).toBe('residentId');
  });

  it('note the number of a 12345 case', async () => {
    const { body } = await take(MANAGER, { heardBy: 'hotline', hotlineNumber: 'HZ20351114-7' });
    expect(body).toMatchObject({ hotlineNumber: 'HZ20351114-7' });
  });
});

describe('what can be asked for', () => {
  const path = () => `${desk.compound}/desk-settings`;
  const read = async () => DeskSettings.parse((await desk.asStaff(MANAGER, 'GET', path())).body);
  const set = (types: unknown, version: number, calendar: unknown = FIRST_DESK_CALENDAR) =>
    desk.asStaff(MANAGER, 'PUT', path(), { types, calendar, version });

  it('is data: a manager changes a deadline and stops a type, and what was asked goes on', async () => {
    const running = await desk.ask();
    const { types, version } = await read();
    expect([types, version]).toEqual([FIRST_REQUEST_TYPES, 0]);
    const changed = types.map((type) =>
      type.typeId === 'repair'
        ? { ...type, offered: false }
        : { ...type, deadline: { minutes: 60, by: 'clock' } },
    );
    expect((await set(changed, 0)).body).toEqual({ version: 1 });
    expect((await set(changed, 0)).code).toBe('state_conflict');
    expect((await desk.askFor()).code).toBe('not_offered');
    const offered = await desk.asResident('GET', `/residents/${RESIDENTS.father}/request-types`);
    expect(Object(offered.body).types).toHaveLength(types.length - 1);
    const errand = await desk.askFor({ typeId: 'errands', details: {} });
    expect(Object(errand.body).dueAt).toBe(clock() + HOUR_MS);
    expect((await desk.claim(REPAIRER, running)).status).toBe(200);
  });

  it('has names of its own, and something to choose from where one chooses', async () => {
    const [repair] = FIRST_REQUEST_TYPES;
    expect((await set([repair, repair], 0)).field).toBe('types');
    const field = { field: 'a_b', label: { zh: '甲' }, kind: 'choice', required: true };
    expect((await set([{ ...repair, fields: [field] }], 0)).field).toBe('types');
  });

  it('is worked on by the calendar: no night and no holiday counts', async () => {
    const holidays = ['2035-11-15'];
    const { types } = await read();
    await set(types, 0, { ...FIRST_DESK_CALENDAR, holidays });
    // Eight hours from noon on a day that ends at eight: all of it today. Nine would be the day after next.
    const errand = await desk.askFor({ typeId: 'errands', details: {} });
    expect(Object(errand.body).dueAt).toBe(clock() + 8 * HOUR_MS);
    clock.advance(HOUR_MS);
    const later = await desk.askFor({ typeId: 'errands', details: {} });
    expect(Object(later.body).dueAt).toBe(Date.UTC(2035, 10, 16, 1, 0, 0));
  });
});
