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
