import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OwnRequest } from '../../../shared/messages/requests.ts';
import { startEngine, type TestEngine } from '../../support/engine.ts';
import { fixedClock } from '../../support/fixed-clock.ts';
import { type Gatehouse, openGatehouse } from '../../support/gatehouse.ts';
import { layGates } from '../../support/gates.ts';
import { PHONES, RESIDENTS } from '../../support/street.ts';
import { MANAGER, newKey, REPAIRER, requestDesk } from './request-desk.ts';

let engine: TestEngine;
let house: Gatehouse;
let desk: ReturnType<typeof requestDesk>;
beforeAll(async () => {
  engine = await startEngine();
  await layGates(engine.table);
  house = await openGatehouse(engine.table, fixedClock());
  desk = requestDesk(house);
});
afterAll(() => engine.stop());

const stepsIn = (body: unknown): string[] => OwnRequest.parse(body).steps.map(({ step }) => step);
const noteOf = (note: string, key = newKey()) => ({ step: 'note', note, key });

describe('a step of whoever asked whose answer was lost', () => {
  it('is there once, however often and at once it is sent', async () => {
    const request = await desk.ask();
    const note = noteOf('门铃坏了，请敲门');
    const answers = await Promise.all([1, 2, 3].map(() => desk.stepOwn(request, note)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    await desk.stepOwn(request, noteOf('门铃坏了，请敲门'));
    expect(stepsIn((await desk.stepOwn(request, note)).body)).toEqual(['submit', 'note', 'note']);
  });

  it('is answered as taken also where the request has gone on, and is over', async () => {
    const request = await desk.ask({ typeId: 'medicine', details: { medicine: '降压药' } });
    const note = noteOf('放门口');
    await desk.stepOwn(request, note);
    await desk.finish(request);
    const rating = { step: 'rate', service: 3, key: newKey() };
    expect((await desk.stepOwn(request, rating)).body).toMatchObject({ state: 'rated' });
    await desk.close(request);
    for (const sent of [note, rating]) {
      const again = await desk.stepOwn(request, sent);
      expect([again.status, OwnRequest.parse(again.body).state]).toEqual([200, 'closed']);
    }
    const steps = stepsIn((await desk.stepOwn(request, rating)).body);
    expect(steps.filter((step) => step === 'rate' || step === 'note')).toEqual(['note', 'rate']);
    expect((await desk.stepOwn(request, noteOf('还有'))).code).toBe('step_refused');
  });

  it('of another phone of the household is a step of its own', async () => {
    const request = await desk.ask();
    const note = noteOf('请打电话');
    await desk.stepOwn(request, note);
    const mother = { phone: PHONES.mother, residents: [RESIDENTS.father] };
    const theirs = await desk.asResident('POST', `/requests/${request}/steps`, note, mother);
    expect(stepsIn(theirs.body)).toEqual(['submit', 'note', 'note']);
  });

  it('without a key, from a page of before, is taken as often as it is sent', async () => {
    const request = await desk.ask();
    for (const _ of [1, 2]) await desk.stepOwn(request, { step: 'note', note: '在吗' });
    expect((await desk.readOwn(request)).steps).toHaveLength(3);
  });
});

it('a step of the worker sent again is answered after somebody else has the request', async () => {
  const request = await desk.ask();
  await desk.claim(REPAIRER, request);
  const key = newKey();
  const back = { step: 'return', note: '没有配件' };
  expect((await desk.work(REPAIRER, request, back, key)).status).toBe(200);
  expect((await desk.work(REPAIRER, request, back, key)).body).toMatchObject({ state: 'returned' });
});

describe('the number of a 12345 case', () => {
  const number = (staff: typeof MANAGER, request: string, version: number, given = 'HZ26-0042') =>
    desk.asStaff(staff, 'PUT', `/api/v1/manager/requests/${request}/hotline-number`, {
      hotlineNumber: given,
      version,
    });

  it('is noted by the desk, also when it is over, on what it has seen', async () => {
    const request = await desk.ask();
    expect((await number(REPAIRER, request, 1)).code).toBe('not_permitted');
    const noted = await number(MANAGER, request, 1);
    expect(noted.body).toMatchObject({ hotlineNumber: 'HZ26-0042', version: 2 });
    // Sent again it is the same; another one needs a look at what stands there.
    expect((await number(MANAGER, request, 1)).body).toMatchObject({ version: 2 });
    expect((await number(MANAGER, request, 1, 'HZ26-0043')).code).toBe('state_conflict');
    expect((await number(MANAGER, request, 2, '号')).code).toBe('invalid_input');
    await desk.stepOwn(request, { step: 'cancel' });
    expect((await number(MANAGER, request, 3, 'HZ26-0043')).status).toBe(200);
    const found = await house.stores.desk.requests.findRequest(request);
    expect(found?.audit).toMatchObject({ action: 'request.hotline_number', office: 'property' });
  });
});
