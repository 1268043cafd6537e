import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RequestId } from '../../../shared/ids.ts';
import { OwnRequest, RequestRow, StaffRequest } from '../../../shared/messages/requests.ts';
import type { TestEngine } from '../../support/engine.ts';
import type { FixedClock } from '../../support/fixed-clock.ts';
import type { Gatehouse } from '../../support/gatehouse.ts';
import { openOwnGatehouse } from '../../support/own-gatehouse.ts';
import { accountOfPhone, PHONES, RESIDENTS } from '../../support/street.ts';
import { itemsOf } from '../../support/table-items.ts';
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

let engine: TestEngine;
let clock: FixedClock;
let house: Gatehouse;
let desk: ReturnType<typeof requestDesk>;
beforeEach(async () => {
  ({ engine, clock, house } = await openOwnGatehouse());
  desk = requestDesk(house);
});
afterEach(() => engine.stop());

const rowsOf = (body: unknown) => RequestRow.array().parse(Object(body).requests);
const idsOf = (body: unknown) => rowsOf(body).map(({ requestId }) => requestId);

describe('a resident asks for something', () => {
  it('and follows it as a timeline of who did what, when, to its end', async () => {
    const request = await desk.ask();
    await desk.claim(REPAIRER, request);
    clock.advance(HOUR_MS);
    await desk.work(REPAIRER, request, { step: 'start' });
    await desk.work(REPAIRER, request, { step: 'finish', note: '换了水管' });
    const rated = await desk.stepOwn(request, { step: 'rate', service: 3, note: '很快' });
    expect([rated.status, rated.code]).toEqual([200, undefined]);
    expect((await desk.close(request)).status).toBe(200);
    const own = await desk.readOwn(request);
    expect(own.steps.map(({ step, by }) => [step, by.as, by.office, by.maskedName])).toEqual([
      ['submit', 'requester', undefined, undefined],
      ['claim', 'worker', 'property', '胡**'],
      ['start', 'worker', 'property', '胡**'],
      ['finish', 'worker', 'property', '胡**'],
      ['rate', 'requester', undefined, undefined],
      ['close', 'desk', 'property', '胡**'],
    ]);
    expect(own).toMatchObject({
      state: 'closed',
      text: '厨房水管漏水',
      forMaskedName: '王**',
      rating: { service: 3, text: '很快' },
      canReopen: true,
    });
  });

  it('once, however often the same is sent', async () => {
    const key = newKey();
    const answers = await Promise.all([1, 2, 3].map(() => desk.askFor({ key })));
    const ids = answers.map(({ body }) => OwnRequest.parse(body).requestId);
    expect(new Set(ids).size).toBe(1);
    const { body } = await desk.asResident('GET', `/residents/${RESIDENTS.father}/requests`);
    expect(OwnRequest.array().parse(Object(body).requests)).toHaveLength(1);
  });

  it('with the fields of its type answered, and no others', async () => {
    for (const [details, field] of [
      [{}, 'details.where'],
      [{ where: '天上' }, 'details.where'],
      [{ where: '家里', colour: '红' }, 'details.colour'],
    ]) {
      expect(await desk.askFor({ details })).toMatchObject({ status: 400, field });
    }
    expect(await desk.askFor({ typeId: 'unknown' })).toMatchObject({ field: 'typeId' });
  });

  it('in a thousand characters at most: 100,000 are refused before they are read', async () => {
    expect(await desk.askFor({ text: '水'.repeat(1_001) })).toMatchObject({ field: 'text' });
    expect((await desk.askFor({ text: '水'.repeat(100_000) })).status).toBe(413);
  });

  it('for themself alone: who does not speak for them neither asks nor reads', async () => {
    const request = await desk.ask();
    const neighbour = { phone: PHONES.neighbour, residents: [RESIDENTS.neighbour] };
    const body = { key: newKey(), typeId: 'errands', text: '跑腿', details: {}, photos: [] };
    const path = `/residents/${RESIDENTS.father}/requests`;
    expect((await desk.asResident('POST', path, body, neighbour)).code).toBe('not_permitted');
    expect((await desk.asResident('GET', path, undefined, neighbour)).code).toBe('not_permitted');
    const own = await desk.asResident('GET', `/requests/${request}`, undefined, neighbour);
    expect(own.code).toBe('not_permitted');
  });

  it('takes it back while nobody is at it, and says once within a week that it was not done', async () => {
    const cancelled = await desk.ask();
    expect((await desk.stepOwn(cancelled, { step: 'cancel' })).status).toBe(200);
    expect((await desk.claim(REPAIRER, cancelled)).code).toBe('step_refused');

    const request = await desk.ask();
    await desk.finish(request);
    expect((await desk.stepOwn(request, { step: 'cancel' })).code).toBe('step_refused');
    await desk.close(request);
    const again = await desk.stepOwn(request, { step: 'reopen', note: '还在漏' });
    expect(again.body).toMatchObject({ state: 'reopened', canReopen: false });
    await desk.finish(request);
    expect((await desk.stepOwn(request, { step: 'reopen', note: '又漏' })).code).toBe(
      'step_refused',
    );
    const late = await desk.ask();
    await desk.finish(late);
    await desk.close(late);
    clock.advance(7 * 24 * HOUR_MS + 1);
    expect((await desk.stepOwn(late, { step: 'reopen', note: '还在漏' })).code).toBe(
      'step_refused',
    );
  });
});

describe('whoever works on requests', () => {
  it('sees what waits for them, takes it, and has it in their tasks', async () => {
    const request = await desk.ask();
    expect(idsOf((await desk.list(REPAIRER, '/open-to-me')).body)).toEqual([request]);
    expect(idsOf((await desk.list(GRID_WORKER, '/open-to-me')).body)).toEqual([request]);
    const claimed = await desk.claim(REPAIRER, request);
    expect(claimed.body).toMatchObject({ state: 'claimed', houseLabel: '3幢2单元501' });
    await house.deliverRequests();
    expect(idsOf((await desk.list(REPAIRER, '/open-to-me')).body)).toEqual([]);
    expect(idsOf((await desk.list(REPAIRER, '/mine')).body)).toEqual([request]);
    const [row] = rowsOf((await desk.list(MANAGER)).body);
    expect(row).toMatchObject({ state: 'claimed', assigneeMaskedName: '胡**' });
  });

  it('is one of a hundred who claim at the same time; the others are told at once who it is', async () => {
    const request = await desk.ask();
    const path = `/api/v1/manager/requests/${request}/claim`;
    const cookies: string[] = [];
    for (let one = 0; one < 100; one++) {
      const staffId = `stf_${String(one).padStart(16, '0')}` as const;
      const phone = `139${String(70_000_000 + one)}`;
      const grants = [{ role: 'volunteer', node: 'cmp_1', until: clock() + HOUR_MS }] as const;
      await house.recordStaff(phone, { staffId, maskedName: '胡**', grants: [...grants] });
      cookies.push(await house.cookieOfStaff(phone, staffId));
    }
    const answers = await Promise.all(
      cookies.map((cookie) => house.call('manager', 'POST', path, { cookie })),
    );
    const won = answers.filter(({ status }) => status === 200);
    const lost = answers.filter(({ code }) => code === 'claimed_by_another');
    expect([won.length, lost.length]).toEqual([1, 99]);
    const by = lost.map(({ body }) => Object(body).error.by);
    expect(new Set(by.map((one) => JSON.stringify(one)))).toEqual(
      new Set(['{"office":"neighbours","maskedName":"胡**"}']),
    );
    const own = await desk.readOwn(request);
    expect(own.steps.map(({ step }) => step)).toEqual(['submit', 'claim']);
  });

  it('gives it back, hands it on, and is given it by the desk', async () => {
    const request = await desk.ask();
    const volunteer = await desk.onTheBooks(VOLUNTEER);
    await desk.claim(REPAIRER, request);
    const given = await desk.work(REPAIRER, request, {
      step: 'transfer',
      to: volunteer,
      note: '要爬梯子',
    });
    expect(given.body).toMatchObject({ state: 'transferred', assignee: volunteer });
    expect((await desk.work(REPAIRER, request, { step: 'start' })).code).toBe('not_permitted');
    const returned = await desk.work(VOLUNTEER, request, { step: 'return', note: '没空' });
    expect(returned.body).toMatchObject({ state: 'returned' });
    expect(StaffRequest.parse(returned.body).assignee).toBeUndefined();
    const assigned = await desk.assign(request, await desk.onTheBooks(REPAIRER));
    expect(assigned.body).toMatchObject({ state: 'assigned' });
    expect(await desk.assign(request, 'stf_00000000000000zz')).toMatchObject({
      status: 400,
      field: 'to',
    });
  });

  it('stops its time while it is paused', async () => {
    const request = await desk.ask({ typeId: 'urgent', details: { need: '奶粉' } });
    await desk.claim(REPAIRER, request);
    await desk.work(REPAIRER, request, { step: 'start' });
    clock.advance(HOUR_MS);
    const until = clock() + 5 * HOUR_MS;
    await desk.work(REPAIRER, request, { step: 'pause', note: '等住户回家', until });
    clock.advance(5 * HOUR_MS);
    const resumed = await desk.work(REPAIRER, request, { step: 'resume' });
    expect(StaffRequest.parse(resumed.body).dueAt).toBe(clock() + HOUR_MS);
  });

  it('sends a step again that an offline page kept, and it is taken once', async () => {
    const request = await desk.ask();
    await desk.claim(REPAIRER, request);
    const key = newKey();
    const note = { step: 'note', note: '明天上午来' };
    await desk.work(REPAIRER, request, note, key);
    const again = await desk.work(REPAIRER, request, note, key);
    expect(StaffRequest.parse(again.body).steps.map(({ step }) => step)).toEqual([
      'submit',
      'claim',
      'note',
    ]);
  });

  it('loses it with the role by which they had it', async () => {
    const request = await desk.ask();
    await desk.claim(REPAIRER, request);
    const cookie = await house.staffCookie('repairer', { now: clock() });
    await house.endRoles('repairer', 'cmp_1');
    const path = `/api/v1/manager/requests/${request}`;
    expect((await house.call('manager', 'GET', path, { cookie })).code).toBe('not_signed_in');
  });

  it('adds a note beside another’s that was written at the same moment', async () => {
    const request = await desk.ask();
    await desk.claim(REPAIRER, request);
    const notes = ['一', '二', '三'].map((note) =>
      desk.work(REPAIRER, request, { step: 'note', note }),
    );
    for (const { status } of await Promise.all(notes)) expect(status).toBe(200);
    expect((await desk.readOwn(request)).steps).toHaveLength(5);
  });
});

describe('the number of whoever asked', () => {
  const medicine = { typeId: 'medicine', text: '帮我开降压药', details: { medicine: '氨氯地平' } };
  const told = async (staff: Staff, request: RequestId) => {
    const { status, code, body } = await desk.phone(staff, request);
    return status === 200 ? body : code;
  };
  beforeEach(() => house.contacts.keep(accountOfPhone(PHONES.father), PHONES.father));

  it('is told to who has it and to the desk, and to no other worker; it stands nowhere in clear', async () => {
    const request = await desk.ask();
    expect(await told(REPAIRER, request)).toBe('not_permitted');
    await desk.claim(REPAIRER, request);
    expect(await told(REPAIRER, request)).toEqual({ phone: PHONES.father });
    expect(await told(MANAGER, request)).toEqual({ phone: PHONES.father });
    expect(await told(GRID_WORKER, request)).toBe('not_permitted');
    expect(await told(VOLUNTEER, request)).toBe('not_permitted');
    expect(JSON.stringify(await desk.read(REPAIRER, request))).not.toContain(PHONES.father);
    const items = JSON.stringify(await itemsOf(engine.table));
    expect(items).not.toContain(PHONES.father);
  });

  it('of a sensitive one is not the desk’s', async () => {
    const request = await desk.ask(medicine);
    expect(await told(MANAGER, request)).toBe('not_permitted');
    await desk.assign(request, await desk.onTheBooks(VOLUNTEER));
    expect(await told(MANAGER, request)).toBe('not_permitted');
    expect(await told(VOLUNTEER, request)).toEqual({ phone: PHONES.father });
  });

  it('is told once it is done, to ask whether it is; nobody’s after it was closed', async () => {
    const request = await desk.ask();
    await desk.finish(request);
    for (const staff of [REPAIRER, MANAGER]) {
      expect(await told(staff, request)).toEqual({ phone: PHONES.father });
    }
    await desk.work(MANAGER, request, { step: 'call_back', note: '修好了' });
    expect((await desk.close(request)).status).toBe(200);
    for (const staff of [REPAIRER, MANAGER]) {
      expect(await told(staff, request)).toBe('state_conflict');
    }
  });

  it('is looked at as a fact of its own, and refused looks are none', async () => {
    const request = await desk.ask();
    await desk.claim(REPAIRER, request);
    await desk.read(REPAIRER, request);
    await told(GRID_WORKER, request);
    await told(REPAIRER, request);
    await told(REPAIRER, request);
    const looks = (await itemsOf(engine.table)).filter(
      ({ pk, audit }) => String(pk).includes('#reads#') && Object(audit).action === 'request.phone',
    );
    expect(looks).toHaveLength(2);
    for (const { audit } of looks) expect(audit).toMatchObject({ purpose: 'service_desk' });
  });

  it('of whom it was written down for, where they have one', async () => {
    const take = async (forWhom: Record<string, unknown>) => {
      const what = { key: newKey(), typeId: 'errands', text: '取快递', details: {}, photos: [] };
      const { body } = await desk.asStaff(MANAGER, 'POST', `${desk.compound}/requests`, {
        ...what,
        ...forWhom,
        heardBy: 'visit',
      });
      return told(MANAGER, StaffRequest.parse(body).requestId);
    };
    expect(await take({ residentId: RESIDENTS.father })).toEqual({ phone: PHONES.father });
    expect(await take({ building: 3 })).toEqual({});
  });
});

describe('a sensitive request', () => {
  const medicine = { typeId: 'medicine', text: '帮我开降压药', details: { medicine: '氨氯地平' } };

  it('is seen by who has it alone; the desk assigns it without reading it', async () => {
    const request = await desk.ask(medicine);
    const [row] = rowsOf((await desk.list(MANAGER)).body);
    expect(row).toEqual({
      requestId: request,
      typeId: 'medicine',
      typeName: '代开药',
      sensitive: true,
      state: 'new',
      at: clock(),
      dueAt: clock() + 24 * HOUR_MS,
      version: 1,
      building: '',
      openHandOvers: 0,
    });
    const assigned = await desk.assign(request, await desk.onTheBooks(VOLUNTEER));
    for (const seen of [assigned.body, await desk.read(MANAGER, request)]) {
      expect(JSON.stringify(seen)).not.toMatch(/降压药|氨氯地平|501|王\*\*/);
    }
    expect(await desk.read(VOLUNTEER, request)).toMatchObject({
      text: '帮我开降压药',
      details: { medicine: '氨氯地平' },
      houseLabel: '3幢2单元501',
    });
    const mother = { phone: PHONES.mother, residents: [RESIDENTS.father] };
    const path = `/requests/${request}`;
    expect((await desk.asResident('GET', path, undefined, mother)).status).toBe(404);
    const list = `/residents/${RESIDENTS.father}/requests`;
    expect((await desk.asResident('GET', list, undefined, mother)).body).toEqual({ requests: [] });
  });

  it('has no words any more once it is closed, and still counts', async () => {
    const request = await desk.ask(medicine);
    await desk.stepOwn(request, { step: 'note', note: '要早上的药' });
    await desk.finish(request, VOLUNTEER);
    await desk.close(request);
    await house.deliverRequests();
    const own = await desk.readOwn(request);
    expect(own).toMatchObject({ redacted: true, details: {}, photos: [] });
    expect(own.steps).toHaveLength(6);
    expect(JSON.stringify(await itemsOf(engine.table))).not.toMatch(
      /降压药|氨氯地平|早上的药|换了水管/,
    );
    const done = await house.stores.desk.requests.listDone('cmp_1', '2035-11');
    expect(done).toMatchObject([{ requestId: request, outcome: 'closed', inTime: true }]);
  });
});
