import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RequestId, StaffId } from '../../../shared/ids.ts';
import { StaffRequest } from '../../../shared/messages/requests.ts';
import type { TestEngine } from '../../support/engine.ts';
import type { FixedClock } from '../../support/fixed-clock.ts';
import type { Gatehouse } from '../../support/gatehouse.ts';
import { openOwnGatehouse } from '../../support/own-gatehouse.ts';
import { MANAGER, REPAIRER, requestDesk, VOLUNTEER } from './request-desk.ts';

let engine: TestEngine;
let clock: FixedClock;
let house: Gatehouse;
let desk: ReturnType<typeof requestDesk>;
beforeEach(async () => {
  ({ engine, clock, house } = await openOwnGatehouse());
  desk = requestDesk(house);
});
afterEach(() => engine.stop());

async function addTeam(members: readonly StaffId[], cap: number): Promise<void> {
  const body = { name: '维修', members, typeIds: ['repair'], areas: [], hours: [], cap };
  await desk.asStaff(MANAGER, 'POST', `${desk.compound}/teams`, body);
}

describe('a team', () => {
  it('says how many tasks one of them may have open', async () => {
    const repairer = await desk.onTheBooks(REPAIRER);
    await addTeam([repairer], 1);
    const [first, second] = [await desk.ask(), await desk.ask()];
    expect((await desk.claim(REPAIRER, first)).status).toBe(200);
    await house.deliverRequests();
    expect((await desk.claim(REPAIRER, second)).code).toBe('too_many_tasks');
    // The same again is no task more.
    expect((await desk.claim(REPAIRER, first)).status).toBe(200);
    // The desk may, which sees how many they have; it has to mean it.
    expect((await desk.assign(second, repairer)).code).toBe('worker_has_many');
    const path = `/api/v1/manager/requests/${second}`;
    const meant = { to: repairer, overCap: true };
    expect((await desk.asStaff(MANAGER, 'POST', `${path}/assignment`, meant)).status).toBe(200);
  });

  it('lets nobody slip past that by claims at once, nor before the list shows the first', async () => {
    const repairer = await desk.onTheBooks(REPAIRER);
    await addTeam([repairer], 2);
    const asked: RequestId[] = [];
    for (let one = 0; one < 6; one++) asked.push(await desk.ask());
    const answers = await Promise.all(asked.map((request) => desk.claim(REPAIRER, request)));
    const got = answers.filter(({ status }) => status === 200);
    const refused = answers.flatMap(({ code }) => code ?? []);
    expect([got.length, refused.length]).toEqual([2, 4]);
    expect(refused.every((code) => ['too_many_tasks', 'state_conflict'].includes(code))).toBe(true);
    // No list was made meanwhile; what they give back makes room at once.
    const [first] = got.map(({ body }) => StaffRequest.parse(body).requestId);
    if (first === undefined) throw new Error('nobody got one');
    const others = asked.filter((_, n) => answers[n]?.status !== 200);
    const [next, last] = others;
    if (next === undefined || last === undefined) throw new Error('all were taken');
    expect((await desk.claim(REPAIRER, next)).code).toBe('too_many_tasks');
    await desk.work(REPAIRER, first, { step: 'return', note: '没空' });
    expect((await desk.claim(REPAIRER, next)).status).toBe(200);
    expect((await desk.claim(REPAIRER, last)).code).toBe('too_many_tasks');
  });

  it('has its room again where somebody else was first, and where a claim came to nothing', async () => {
    const repairer = await desk.onTheBooks(REPAIRER);
    const volunteer = await desk.onTheBooks(VOLUNTEER);
    await addTeam([repairer, volunteer], 1);
    const [first, second] = [await desk.ask(), await desk.ask()];
    const both = await Promise.all([desk.claim(REPAIRER, first), desk.claim(VOLUNTEER, first)]);
    const loser = both[0]?.status === 200 ? VOLUNTEER : REPAIRER;
    expect((await desk.claim(loser, second)).status).toBe(200);
    // A claim that was broken off before its request was written counts for a minute.
    const third = await desk.ask();
    const staff = loser === REPAIRER ? repairer : volunteer;
    await desk.work(loser, second, { step: 'return', note: '没空' });
    await house.deliverRequests();
    const { requests } = house.stores.desk;
    const { version } = await requests.readClaims('cmp_1', staff);
    const claims = [{ requestId: third, at: clock() }];
    await requests.putClaims('cmp_1', staff, { version, claims, now: clock() });
    expect((await desk.claim(loser, second)).code).toBe('too_many_tasks');
    clock.advance(60_000);
    expect((await desk.claim(loser, second)).status).toBe(200);
  });

  it('asks once more before a hand-over to a colleague who has as many as they may', async () => {
    const [repairer, volunteer] = [
      await desk.onTheBooks(REPAIRER),
      await desk.onTheBooks(VOLUNTEER),
    ];
    await addTeam([repairer, volunteer], 1);
    const [first, second] = [await desk.ask(), await desk.ask()];
    await desk.claim(REPAIRER, first);
    await desk.claim(VOLUNTEER, second);
    await house.deliverRequests();
    const over = { step: 'transfer', to: volunteer, note: '你顺路' };
    expect((await desk.work(REPAIRER, first, over)).code).toBe('worker_has_many');
    const meant = await desk.work(REPAIRER, first, { ...over, overCap: true });
    expect(meant.body).toMatchObject({ state: 'transferred' });
  });
});
