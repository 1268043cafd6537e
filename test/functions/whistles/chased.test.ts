import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { noteSilence } from '../../../functions/whistles/index.ts';
import type { RequestId } from '../../../shared/ids.ts';
import { Notification } from '../../../shared/messages/notifications.ts';
import { Whistle } from '../../../shared/messages/whistles.ts';
import type { TestEngine } from '../../support/engine.ts';
import type { FixedClock } from '../../support/fixed-clock.ts';
import type { Gatehouse } from '../../support/gatehouse.ts';
import { openOwnGatehouse } from '../../support/own-gatehouse.ts';
import { itemsOf } from '../../support/table-items.ts';
import { requestDesk } from '../requests/request-desk.ts';
import { COMMUNITY, DAY, HOUR, whistleDesk } from './whistle-desk.ts';

let engine: TestEngine;
let clock: FixedClock;
let house: Gatehouse;
let desk: ReturnType<typeof whistleDesk>;
let requests: ReturnType<typeof requestDesk>;
let request: RequestId;
beforeEach(async () => {
  ({ engine, clock, house } = await openOwnGatehouse());
  desk = whistleDesk(house);
  requests = requestDesk(house);
  request = await requests.ask();
});
afterEach(() => engine.stop());

const ownOf = async (link: string | undefined) => {
  const { departments, own } = await desk.seen(link);
  return departments[own];
};
const told = async (template: string) => {
  await house.deliverRequests();
  return (await itemsOf(engine.table))
    .filter(({ pk }) => pk === 'cmp_1#outbox')
    .map(({ notification }) => Notification.parse(notification))
    .filter((one) => one.template === template)
    .map(({ to }) => ('role' in to ? to.role : to));
};
const leftDue = async () =>
  (await itemsOf(engine.table)).filter(({ pk }) => pk === 'cmp_1#calls-due').length;
const ONE = { departments: [{ name: '城管执法队', hours: 4 }] };

describe('a department that said when it comes', () => {
  it('is asked again once that has passed, once, whoever runs how often, at once and late', async () => {
    const { links } = await desk.blow(request, ONE);
    await desk.say(links[0], { says: 'coming', at: clock() + 3 * HOUR });
    clock.advance(3 * HOUR - 1);
    await desk.run();
    expect((await ownOf(links[0]))?.askedAgainAt).toBeUndefined();
    clock.advance(30 * 60_000);
    const askedAt = clock();
    await Promise.all([desk.run(), desk.run(), desk.run()]);
    clock.advance(60_000);
    await desk.run();
    expect(await ownOf(links[0])).toMatchObject({ state: 'coming', askedAgainAt: askedAt });
    expect(await told('whistle_awaited')).toEqual(['grid_department_member']);
    expect(await told('whistle_silent')).toEqual([]);
  });

  it('and says nothing for two hours after that, counts as silent: those above are told, once', async () => {
    const { links } = await desk.blow(request, ONE);
    await desk.say(links[0], { says: 'coming', at: clock() + HOUR });
    clock.advance(HOUR);
    await desk.run();
    clock.advance(2 * HOUR - 1);
    await desk.run();
    expect((await ownOf(links[0]))?.state).toBe('coming');
    clock.advance(1);
    await Promise.all([desk.run(), desk.run()]);
    await desk.run();
    expect((await ownOf(links[0]))?.state).toBe('silent');
    const above = ['community_worker', 'street_administrator'];
    expect((await told('whistle_silent')).sort()).toEqual(above);
    expect(await told('whistle_awaited')).toHaveLength(1);
    clock.advance(DAY);
    await desk.run();
    expect(await leftDue()).toBe(0);
  });

  it('is left alone where it has arrived, names another time, or the request is over', async () => {
    const { links } = await desk.blow(request);
    for (const link of links) await desk.say(link, { says: 'coming', at: clock() + HOUR });
    await desk.say(links[0], { says: 'arrived' });
    await desk.say(links[1], { says: 'coming', at: clock() + 3 * HOUR });
    clock.advance(HOUR);
    await desk.run();
    expect(await told('whistle_awaited')).toHaveLength(1);
    // It names another time after it was asked, and is waited for anew.
    const later = clock() + 4 * HOUR;
    await desk.say(links[2], { says: 'coming', at: later });
    expect((await ownOf(links[2]))?.askedAgainAt).toBeUndefined();
    await requests.stepOwn(request, { step: 'cancel' });
    clock.advance(30 * HOUR);
    await desk.run();
    const states = (await desk.seen(links[0])).departments.map(({ state }) => state);
    expect(states).toEqual(['arrived', 'coming', 'coming']);
    expect(await told('whistle_awaited')).toHaveLength(1);
    expect(await leftDue()).toBe(0);
  });

  it('again after it was silent is told of again, and can be opened until a week after its own time', async () => {
    const { links } = await desk.blow(request, ONE);
    clock.advance(4 * HOUR);
    await desk.run();
    expect(await told('whistle_silent')).toHaveLength(2);
    await desk.say(links[0], { says: 'coming', at: clock() + 9 * DAY });
    expect((await ownOf(links[0]))?.state).toBe('coming');
    clock.advance(9 * DAY);
    await desk.run();
    clock.advance(2 * HOUR);
    await desk.run();
    expect((await ownOf(links[0]))?.state).toBe('silent');
    expect(await told('whistle_silent')).toHaveLength(4);
    const again = await desk.say(links[0], { says: 'coming', at: clock() + HOUR });
    expect(again.status).toBe(200);
  });

  it('also where a run was broken off between the write and its end', async () => {
    const { links } = await desk.blow(request, ONE);
    await desk.say(links[0], { says: 'coming', at: clock() + HOUR });
    clock.advance(HOUR);
    const { whistles } = house.stores.calling;
    const broken = { ...whistles, dropDueCall: () => Promise.reject(new Error('it went')) };
    const ports = { whistles: broken, requests: house.stores.desk.requests };
    await expect(noteSilence(ports, 'cmp_1', clock())).rejects.toThrow('it went');
    const before = await ownOf(links[0]);
    await desk.run();
    expect(await ownOf(links[0])).toEqual(before);
    expect(await told('whistle_awaited')).toHaveLength(1);
  });
});

describe('a call on departments that is taken back', () => {
  const takeBack = (whistleId: string, as = COMMUNITY, reason = '水已退，不用到场了。') =>
    desk.asStaff(as, 'POST', `/whistles/${whistleId}/taking-back`, { reason });

  it('says so with the reason to whoever has a link, who answers no more; they are told', async () => {
    const { whistle, links } = await desk.blow(request);
    await desk.say(links[0], { says: 'coming', at: clock() + HOUR });
    const back = await takeBack(whistle.whistleId);
    expect(back.status).toBe(200);
    const taken = { reason: '水已退，不用到场了。', by: { office: 'community' } };
    expect((await desk.seen(links[1])).takenBack).toMatchObject(taken);
    const refused = await desk.say(links[1], { says: 'arrived' });
    expect([refused.status, refused.code]).toEqual([409, 'whistle_taken_back']);
    expect(await told('whistle_taken_back')).toHaveLength(3);
    clock.advance(30 * HOUR);
    await desk.run();
    expect([await told('whistle_silent'), await told('whistle_awaited')]).toEqual([[], []]);
    expect(await leftDue()).toBe(0);
    const listed = Object((await desk.list(COMMUNITY, request)).body).whistles;
    expect(Whistle.array().parse(listed)).toMatchObject([{ takenBack: taken }]);
  });

  it('is taken back once, and the first reason stands', async () => {
    const { whistle } = await desk.blow(request);
    await takeBack(whistle.whistleId);
    const again = await takeBack(whistle.whistleId, COMMUNITY, '别的原因');
    expect(Whistle.parse(again.body).takenBack?.reason).toBe('水已退，不用到场了。');
    expect(await told('whistle_taken_back')).toHaveLength(3);
  });

  it('by whoever may call departments there, and with a reason', async () => {
    const { whistle } = await desk.blow(request);
    for (const [role, node, status] of [
      ['property_manager', 'cmp_1', 403],
      ['grid_leader', 'grd_1_2', 403],
      ['community_worker', 'com_2', 403],
      ['grid_leader', 'grd_1_1', 200],
    ] as const) {
      const answer = await takeBack(whistle.whistleId, { role, node });
      expect([role, node, answer.status]).toEqual([role, node, status]);
    }
    expect((await takeBack(whistle.whistleId, COMMUNITY, ' ')).code).toBe('invalid_input');
  });

  it('loses no answer that comes in the same moment', async () => {
    const { whistle, links } = await desk.blow(request);
    const [said, back] = await Promise.all([
      desk.say(links[0], { says: 'arrived' }),
      takeBack(whistle.whistleId),
    ]);
    expect(back.status).toBe(200);
    const { state } = (await ownOf(links[0])) ?? {};
    expect([said.code ?? said.status, state]).toEqual(
      state === 'arrived' ? [200, 'arrived'] : ['whistle_taken_back', 'called'],
    );
  });
});
