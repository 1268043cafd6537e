import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { scoreboardOf } from '../../../functions/requests/desk-counts.ts';
import type { DoneRow } from '../../../functions/requests/desk-rows.ts';
import type { RequestId } from '../../../shared/ids.ts';
import { DeskFigures, Scoreboard } from '../../../shared/messages/desk-figures.ts';
import type { TestEngine } from '../../support/engine.ts';
import { type FixedClock, NOON } from '../../support/fixed-clock.ts';
import type { Gatehouse } from '../../support/gatehouse.ts';
import { openOwnGatehouse } from '../../support/own-gatehouse.ts';
import { MANAGER, REPAIRER, requestDesk } from './request-desk.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

describe('what anybody may know of a desk', () => {
  const row = (n: number, more: Partial<DoneRow> = {}): DoneRow => ({
    requestId: `req_1_${String(n).padStart(16, '0')}`,
    typeId: 'repair',
    typeName: '报修',
    outcome: 'closed',
    minutes: 60 * n,
    inTime: n !== 4,
    at: NOON - DAY_MS,
    overAt: NOON,
    ...more,
  });
  const many = (count: number, more: Partial<DoneRow> = {}) =>
    Array.from({ length: count }, (_, n) => row(n + 1, more));

  it('is 107 件已办完, and of each type how much, how much in time and how long', () => {
    expect(scoreboardOf(many(107), [], ['2035-11']).done).toBe(107);
    expect(scoreboardOf(many(4), [], ['2035-11']).months).toEqual([
      {
        month: '2035-11',
        types: [
          { typeId: 'repair', typeName: '报修', asked: 4, done: 4, inTime: 3, medianHours: 2.5 },
        ],
      },
    ]);
  });

  it('of one or two no more than that they are few', () => {
    const [month] = scoreboardOf(many(2), [], ['2035-11']).months;
    expect(month?.types).toEqual([{ typeId: 'repair', typeName: '报修', asked: '<3', done: '<3' }]);
    expect(scoreboardOf(many(2), [], ['2035-11']).done).toBe('<3');
  });

  it('by the month in which it was asked, and the month in which it was done', () => {
    const at = NOON - 31 * DAY_MS;
    const open = [row(9, { at }), row(8, { at })];
    const board = scoreboardOf(many(3, { at }), open, ['2035-11', '2035-10']);
    const [november, october] = board.months.map(({ types }) => types[0]);
    expect(november).toMatchObject({ asked: 0, done: 3 });
    expect(october).toMatchObject({ asked: 5, done: 0 });
  });

  it('not what was taken back, as done', () => {
    const [month] = scoreboardOf(many(5, { outcome: 'cancelled' }), [], ['2035-11']).months;
    expect(month?.types).toMatchObject([{ asked: 5, done: 0 }]);
  });
});

describe('the figures of a desk', () => {
  let engine: TestEngine;
  let clock: FixedClock;
  let house: Gatehouse;
  let desk: ReturnType<typeof requestDesk>;
  beforeEach(async () => {
    ({ engine, clock, house } = await openOwnGatehouse());
    desk = requestDesk(house);
  });
  afterEach(() => engine.stop());

  const board = async (headers = {}) =>
    house.call('resident', 'GET', '/api/v1/resident/compounds/cmp_1/scoreboard', { headers });
  const figures = async () =>
    DeskFigures.parse((await desk.asStaff(MANAGER, 'GET', `${desk.compound}/desk-figures`)).body);
  const done = async (): Promise<RequestId> => {
    const request = await desk.ask();
    await desk.finish(request);
    await house.deliverRequests();
    return request;
  };

  it('count what is done from the moment that it is, once, and no more where it is opened again', async () => {
    const requests = [await done(), await done(), await done()];
    await house.deliverRequests();
    await desk.stepOwn(requests[0] ?? 'req_1_0000000000000001', { step: 'rate', service: 3 });
    await house.deliverRequests();
    const before = await figures();
    expect(before.days).toHaveLength(30);
    expect(before.days.at(-1)).toEqual({ day: '2035-11-14', done: 3, cancelled: 0 });
    expect(before.types).toEqual([
      {
        typeId: 'repair',
        typeName: '报修',
        done: 3,
        inTime: 3,
        medianHours: 0,
        rated: { notDone: 0, done: 0, doneWell: 1 },
      },
    ]);
    await desk.stepOwn(requests[1] ?? 'req_1_0000000000000001', { step: 'reopen', note: '又漏' });
    await house.deliverRequests();
    expect((await figures()).days.at(-1)).toMatchObject({ done: 2 });
  });

  it('say what is open by state and type, and what of it is late', async () => {
    const [, taken] = [await desk.ask(), await desk.ask()];
    await desk.claim(REPAIRER, taken);
    await house.deliverRequests();
    expect((await figures()).open).toEqual(
      expect.arrayContaining([
        { typeId: 'repair', typeName: '报修', state: 'new', count: 1, late: 0 },
        { typeId: 'repair', typeName: '报修', state: 'claimed', count: 1, late: 0 },
      ]),
    );
    clock.advance(3 * DAY_MS);
    expect((await figures()).open.map(({ late }) => late)).toEqual([1, 1]);
  });

  it('are on a board for anybody, which is not sent again while it is the same', async () => {
    for (const _ of [1, 2, 3]) await done();
    const answer = await board();
    expect(Scoreboard.parse(answer.body)).toMatchObject({
      compoundName: '锦苑小区',
      done: 3,
      months: [{ month: '2035-11', types: [{ asked: 3, done: 3, inTime: 3 }] }, {}, {}, {}, {}, {}],
    });
    expect(JSON.stringify(answer.body)).not.toMatch(/req_|res_|stf_|hou_|漏水|幢/);
    const etag = answer.headers.get('etag') ?? '';
    expect((await board({ 'if-none-match': etag })).status).toBe(304);
    await done();
    expect(Scoreboard.parse((await board()).body).done).toBe(3);
    clock.advance(60_000);
    expect(Scoreboard.parse((await board()).body).done).toBe(4);
  });
});
