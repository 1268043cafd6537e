import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runDesk, takeBackTasks } from '../../../functions/requests/index.ts';
import type { RequestId } from '../../../shared/ids.ts';
import type { TimelineStep } from '../../../shared/messages/requests.ts';
import type { TestEngine } from '../../support/engine.ts';
import type { FixedClock } from '../../support/fixed-clock.ts';
import type { Gatehouse } from '../../support/gatehouse.ts';
import { openOwnGatehouse } from '../../support/own-gatehouse.ts';
import { itemsOf } from '../../support/table-items.ts';
import { MANAGER, REPAIRER, requestDesk } from './request-desk.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

let engine: TestEngine;
let clock: FixedClock;
let house: Gatehouse;
let desk: ReturnType<typeof requestDesk>;
beforeEach(async () => {
  ({ engine, clock, house } = await openOwnGatehouse());
  desk = requestDesk(house);
});
afterEach(() => engine.stop());

const ports = () => ({
  ...house.stores.desk,
  grants: house.stores.permissions.grants,
  lineages: house.stores.lineages,
  log: { info: () => undefined, fault: () => undefined },
});
/** What the clock does every minute, and what the stream makes of it. */
async function minute(runs = 1): Promise<void> {
  await house.deliverRequests();
  await Promise.all(Array.from({ length: runs }, () => runDesk(ports(), 'cmp_1', clock())));
  await house.deliverRequests();
}
const URGENT = { typeId: 'urgent', details: { need: '奶粉' } };
const byClock = (steps: readonly TimelineStep[]) =>
  steps
    .filter(({ by }) => by.as === 'clock')
    .map(({ step, level }) => (level === undefined ? step : `${step} ${level}`));
const did = async (request: RequestId) => byClock((await desk.readOwn(request)).steps);
const dueRows = async () =>
  (await itemsOf(engine.table)).filter(({ pk }) => pk === 'cmp_1#due').map(({ sk }) => sk);

describe('the clock of the desk, on the table', () => {
  it('reminds and goes up level by level, which whoever asked can follow', async () => {
    const request = await desk.ask(URGENT);
    clock.advance(89 * MINUTE);
    await minute();
    expect(await did(request)).toEqual([]);
    clock.advance(MINUTE);
    await minute();
    expect(await did(request)).toEqual(['remind']);
    clock.advance(30 * MINUTE);
    await minute();
    // Nobody is captain of the building or leads the grid.
    expect(await did(request)).toEqual(['remind', 'escalate compound']);
    clock.advance(30 * MINUTE);
    await minute();
    expect(await did(request)).toEqual(['remind', 'escalate compound', 'escalate street']);
    expect(await dueRows()).toEqual([]);
  });

  it('did the same once where three runs come at once, and where none came for an hour', async () => {
    const request = await desk.ask(URGENT);
    for (const later of [60, 61, 10, 600]) {
      clock.advance(later * MINUTE);
      await minute(3);
    }
    expect(await did(request)).toEqual(['remind', 'escalate compound', 'escalate street']);
  });

  it('does nothing twice by a row that the stream has not moved yet', async () => {
    const request = await desk.ask(URGENT);
    await house.deliverRequests();
    clock.advance(100 * MINUTE);
    await runDesk(ports(), 'cmp_1', clock());
    const rows = await dueRows();
    await runDesk(ports(), 'cmp_1', clock());
    expect(await dueRows()).toEqual(rows);
    expect(await did(request)).toEqual(['remind']);
  });

  it('loses to a worker who takes a step at that moment, and then decides anew', async () => {
    const request = await desk.ask(URGENT);
    clock.advance(90 * MINUTE);
    await house.deliverRequests();
    const [claimed] = await Promise.all([
      desk.claim(REPAIRER, request),
      runDesk(ports(), 'cmp_1', clock()),
    ]);
    expect(claimed.status).toBe(200);
    const own = await desk.readOwn(request);
    expect(own.state).toBe('claimed');
    expect(byClock(own.steps)).toEqual(['remind']);
  });

  it('ends a pause at its moment, and what was paused did not count', async () => {
    const request = await desk.ask(URGENT);
    await desk.claim(REPAIRER, request);
    await desk.work(REPAIRER, request, { step: 'start' });
    clock.advance(30 * MINUTE);
    const until = clock() + DAY;
    await desk.work(REPAIRER, request, { step: 'pause', note: '等配件', until });
    clock.advance(DAY + 20 * MINUTE);
    await minute();
    const own = await desk.readOwn(request);
    expect(own).toMatchObject({ state: 'in_progress', dueAt: until + 90 * MINUTE });
  });

  it('closes after three days without a word, and destroys the words of what is sensitive', async () => {
    const request = await desk.ask({ typeId: 'complaint', details: {} });
    await desk.assign(request, await desk.onTheBooks(REPAIRER));
    await desk.work(REPAIRER, request, { step: 'start' });
    await desk.work(REPAIRER, request, { step: 'finish' });
    clock.advance(3 * DAY - 1);
    await minute();
    expect((await desk.readOwn(request)).state).toBe('done');
    clock.advance(1);
    await minute();
    const own = await desk.readOwn(request);
    expect([own.state, own.text, own.redacted]).toEqual(['closed', undefined, true]);
  });

  it('takes a task back from whoever loses the role by which they had it', async () => {
    const request = await desk.ask();
    await desk.claim(REPAIRER, request);
    const { assignee, assigneeUntil } =
      (await house.stores.desk.requests.findRequest(request)) ?? {};
    expect(assignee).toBe(house.staffIdOf('repairer', 'cmp_1'));
    clock.set(assigneeUntil ?? 0);
    await minute();
    const after = await house.stores.desk.requests.findRequest(request);
    expect([after?.state, after?.assignee]).toEqual(['returned', undefined]);
  });

  it('takes a task back at once where the role is ended in the midst of it', async () => {
    const request = await desk.ask();
    await desk.claim(REPAIRER, request);
    await desk.work(REPAIRER, request, { step: 'start' });
    await house.deliverRequests();
    const staff = house.staffIdOf('repairer', 'cmp_1');
    const rowOf = async () =>
      (await itemsOf(engine.table)).find(({ sk }) => sk === `grant#cmp_1#${staff}#repairer`);
    const before = await rowOf();
    const ended = await desk.asStaff(MANAGER, 'POST', '/api/v1/manager/places/cmp_1/ended-grants', {
      staffId: staff,
      role: 'repairer',
    });
    expect([ended.status, ended.code]).toEqual([204, undefined]);
    // They have lost it by their next request, whatever the stream does.
    expect((await desk.work(REPAIRER, request, { step: 'finish' })).status).toBe(401);
    const change = { ...(before && { before }), after: (await rowOf()) ?? {} };
    await takeBackTasks({ ...ports(), compounds: house.stores.compounds }, change, clock());
    const after = await house.stores.desk.requests.findRequest(request);
    expect([after?.state, after?.assignee]).toEqual(['returned', undefined]);
    await takeBackTasks({ ...ports(), compounds: house.stores.compounds }, change, clock());
    expect(await house.stores.desk.requests.findRequest(request)).toEqual(after);
  });
});
