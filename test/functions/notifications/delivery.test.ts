import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  createDeliveryStore,
  createInboxStore,
  deliverNotification,
  notificationIn,
  putIntoOutbox,
  sendDue,
} from '../../../functions/notifications/index.ts';
import { systemFacts } from '../../../functions/platform/audit.ts';
import type { Table } from '../../../functions/platform/table.ts';
import { transact } from '../../../functions/platform/transaction-dynamo.ts';
import { Inbox } from '../../../shared/messages/inbox.ts';
import { startEngine, type TestEngine } from '../../support/engine.ts';
import { fixedClock } from '../../support/fixed-clock.ts';
import { type Gatehouse, openGatehouse } from '../../support/gatehouse.ts';
import { layGates } from '../../support/gates.ts';
import { accountOfPhone, PHONES, RESIDENTS, STAFF } from '../../support/street.ts';
import { itemsOf } from '../../support/table-items.ts';
import { tellOfStep, tellOfTenancy } from './telling.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
let engine: TestEngine;
let house: Gatehouse;
beforeEach(async () => {
  engine = await startEngine();
  await layGates(engine.table);
  house = await openGatehouse(engine.table, fixedClock());
  await house.contacts.keep(accountOfPhone(PHONES.father), PHONES.father);
});
afterEach(() => engine.stop());

const inboxOf = async (cookie: Promise<string>, app: 'resident' | 'manager' = 'resident') =>
  Inbox.parse(
    (await house.call(app, 'GET', `/api/v1/${app}/inbox`, { cookie: await cookie })).body,
  );
const fathersInbox = () => inboxOf(house.residentCookie(PHONES.father, [RESIDENTS.father]));
const smsTo = (phone: string) => house.phones.received.filter((one) => one.phone === phone);
const toSend = async () =>
  (await itemsOf(engine.table)).filter(({ pk }) => String(pk).endsWith('#to-send'));

describe('what is put into the outbox', () => {
  it('lies in the inbox of whoever it is for, in words, and is unread', async () => {
    await tellOfStep(house);
    await house.deliverNotifications();
    expect(await fathersInbox()).toEqual({
      unread: 1,
      more: false,
      messages: [
        {
          id: expect.stringMatching(/^msg_/),
          template: 'request_step',
          says: { zh: '您的“报修”有人接单了。', en: 'Your Repair request has been taken on.' },
          at: house.clock(),
          isRead: false,
          link: '/requests/req_1_0000000000000001',
        },
      ],
    });
  });

  it('is told once, however often it is put and delivered', async () => {
    for (const at of [house.clock(), house.clock() + 5]) await tellOfStep(house, { at });
    await house.deliverNotifications();
    await house.deliverNotifications();
    expect((await fathersInbox()).messages).toHaveLength(1);
  });

  it('is put by another feature’s transaction, and told if and only if that is written', async () => {
    const told = {
      compoundId: 'cmp_1',
      key: 'k',
      to: { account: accountOfPhone(PHONES.father) },
      template: 'removal_taken_back',
      parameters: { compound: '锦苑小区' },
      urgency: 'normal',
      at: house.clock(),
    } as const;
    const beside = (condition: string) => ({
      Put: {
        TableName: engine.table.name,
        Item: { pk: 'cmp_1', sk: 'test' },
        ConditionExpression: condition,
      },
    });
    const put = () => putIntoOutbox(engine.table, told);
    await transact(engine.table, [beside('attribute_exists(pk)'), put()]);
    await house.deliverNotifications();
    expect((await fathersInbox()).messages).toEqual([]);
    await transact(engine.table, [beside('attribute_not_exists(pk)'), put()]);
    await transact(engine.table, [beside('attribute_exists(pk)'), put()]);
    await house.deliverNotifications();
    expect((await fathersInbox()).messages).toHaveLength(1);
  });

  it('goes to a member of staff by their id, and once to whoever is meant twice', async () => {
    const cookie = house.staffCookie('property_manager');
    const to = [
      { staff: STAFF.manager },
      { role: 'property_manager', at: 'cmp_1' },
      { role: 'property_manager', at: 'bld_1_3' },
    ] as const;
    for (const one of to) await tellOfStep(house, { to: one });
    await house.deliverNotifications();
    expect((await inboxOf(cookie, 'manager')).messages).toHaveLength(1);
    expect((await fathersInbox()).messages).toEqual([]);
  });

  it('goes to everybody who holds a role at the place or around it, and to no other', async () => {
    const cookies = {
      captain: house.staffCookie('building_captain', { node: 'bld_1_3' }),
      elsewhere: house.staffCookie('building_captain', { node: 'bld_2_3' }),
      worker: house.staffCookie('community_worker', { node: 'com_1' }),
      manager: house.staffCookie('property_manager'),
    };
    await Promise.all(Object.values(cookies));
    await tellOfStep(house, { to: { role: 'building_captain', at: 'bld_1_3' } });
    await tellOfStep(house, { key: 'b', to: { role: 'community_worker', at: 'bld_1_3' } });
    await house.deliverNotifications();
    const count = async (cookie: Promise<string>) =>
      (await inboxOf(cookie, 'manager')).messages.length;
    expect(await count(cookies.captain)).toBe(1);
    expect(await count(cookies.worker)).toBe(1);
    expect(await count(cookies.elsewhere)).toBe(0);
    expect(await count(cookies.manager)).toBe(0);
  });

  it('goes to nobody whose role has ended, and is noted to have reached nobody', async () => {
    await tellOfStep(house, { to: { staff: 'stf_00000000000000zz' } });
    await house.deliverNotifications();
    expect(house.lines.join()).toContain('notification-for-nobody');
  });

  it('of a sensitive request says that there is news, and no more', async () => {
    const { link: _, ...told } = {
      compoundId: 'cmp_1',
      key: 'k',
      to: { account: accountOfPhone(PHONES.father) },
      template: 'request_step',
      parameters: { requestId: 'req_1_0000000000000001', step: 'started' },
      urgency: 'urgent',
      at: house.clock(),
      link: undefined,
    } as const;
    await transact(engine.table, [putIntoOutbox(engine.table, told)]);
    await house.deliverNotifications();
    const [message] = (await fathersInbox()).messages;
    expect(message?.says).toEqual({
      zh: '您的诉求有新进展。',
      en: 'There is news of your request.',
    });
  });
});

describe('to the phone', () => {
  it('goes what is urgent or worth its price, and not each step', async () => {
    await tellOfStep(house);
    await house.deliverNotifications();
    expect(smsTo(PHONES.father)).toEqual([]);
    await tellOfStep(house, { key: 'urgent', urgency: 'urgent' });
    await tellOfTenancy(house);
    await house.deliverNotifications();
    expect(
      smsTo(PHONES.father)
        .map(({ message }) => message.template)
        .sort(),
    ).toEqual(['request_step', 'tenancy_ending']);
    expect(smsTo(PHONES.father)[0]?.message).not.toHaveProperty('person');
  });

  it('a message waits at night until the morning, lies in the inbox at once, and is sent once', async () => {
    house.clock.advance(11 * HOUR_MS);
    await tellOfTenancy(house);
    await house.deliverNotifications();
    await house.deliverNotifications();
    expect((await fathersInbox()).unread).toBe(1);
    house.clock.advance(8 * HOUR_MS - 1);
    await house.sendDueIn('cmp_1');
    expect(smsTo(PHONES.father)).toEqual([]);
    house.clock.advance(1);
    await house.sendDueIn('cmp_1');
    await house.sendDueIn('cmp_1');
    expect(smsTo(PHONES.father)).toHaveLength(1);
    expect(await toSend()).toEqual([]);
  });

  it('what is urgent waits for nobody’s morning', async () => {
    house.clock.advance(11 * HOUR_MS);
    await tellOfTenancy(house, { urgency: 'urgent' });
    await house.deliverNotifications();
    expect(smsTo(PHONES.father)).toHaveLength(1);
  });

  it('what was read in the evening is not sent in the morning', async () => {
    house.clock.advance(11 * HOUR_MS);
    await tellOfTenancy(house);
    await house.deliverNotifications();
    const cookie = await house.residentCookie(PHONES.father, [RESIDENTS.father]);
    const body = { upTo: house.clock() };
    await house.call('resident', 'POST', '/api/v1/resident/inbox/read', { cookie, body });
    house.clock.advance(9 * HOUR_MS);
    await house.sendDueIn('cmp_1');
    expect(smsTo(PHONES.father)).toEqual([]);
    expect(await toSend()).toEqual([]);
  });

  it('a call rings for what is urgent and late, and WeChat has everything for whoever follows', async () => {
    await house.staffCookie('community_worker', { node: 'com_1' });
    const account = (await house.stores.permissions.grants.listGrants(['com_1'], house.clock()))[0]
      ?.accountId;
    if (account === undefined) throw new Error('nobody works there');
    await house.contacts.keep(account, PHONES.stranger);
    // Per inbox: of this account's resident nothing is told here.
    for (const [inbox, openId] of [
      ['staff', 'o-1'],
      ['resident', 'o-2'],
    ] as const) {
      const facts = systemFacts('wechat.bind', house.clock());
      await house.stores.weChat.bind({ inbox, account }, openId, facts);
    }
    const late = {
      compoundId: 'cmp_1',
      key: 'late',
      to: { role: 'community_worker', at: 'com_1' },
      template: 'request_escalated',
      parameters: {
        requestId: 'req_1_0000000000000001',
        level: 'community',
        dueAt: house.clock(),
      },
      urgency: 'urgent',
      at: house.clock(),
    } as const;
    await transact(engine.table, [putIntoOutbox(engine.table, late)]);
    await house.deliverNotifications();
    await house.deliverNotifications();
    expect(house.phones.rung).toMatchObject([{ phone: PHONES.stranger }]);
    expect(smsTo(PHONES.stranger)).toHaveLength(1);
    expect(house.phones.messaged).toMatchObject([{ phone: 'o-1' }]);
  });

  it('whoever wants no SMS of a kind gets none of it, and has it in the inbox', async () => {
    const cookie = await house.residentCookie(PHONES.father, [RESIDENTS.father]);
    const path = '/api/v1/resident/notification-settings';
    const usual = (await house.call('resident', 'GET', path, { cookie })).body;
    const { kinds, quiet } = Object(usual);
    const body = { kinds: { ...kinds, account: { ...kinds.account, sms: false } }, quiet };
    expect(await house.call('resident', 'PUT', path, { cookie, body })).toMatchObject({
      status: 204,
    });
    await tellOfTenancy(house);
    await tellOfStep(house, { urgency: 'urgent' });
    await house.deliverNotifications();
    expect(smsTo(PHONES.father).map(({ message }) => message.template)).toEqual(['request_step']);
    expect((await fathersInbox()).messages).toHaveLength(2);
  });

  it('quiet hours are theirs to choose', async () => {
    const cookie = await house.residentCookie(PHONES.father, [RESIDENTS.father]);
    const path = '/api/v1/resident/notification-settings';
    const { kinds } = Object((await house.call('resident', 'GET', path, { cookie })).body);
    const body = { kinds, quiet: { from: 12 * 60, to: 14 * 60 } };
    await house.call('resident', 'PUT', path, { cookie, body });
    await tellOfTenancy(house);
    await house.deliverNotifications();
    expect(smsTo(PHONES.father)).toEqual([]);
    house.clock.advance(2 * HOUR_MS);
    await house.sendDueIn('cmp_1');
    expect(smsTo(PHONES.father)).toHaveLength(1);
  });
});

describe('where the sender of messages does not answer', () => {
  const waits = [1, 5, 30, 120, 360];
  async function failAll(): Promise<void> {
    house.phones.failFor(PHONES.father);
    await tellOfTenancy(house, { urgency: 'urgent' });
    await house.deliverNotifications();
    for (const minutes of waits) {
      house.clock.advance(minutes * MINUTE_MS);
      await house.sendDueIn('cmp_1');
    }
  }
  const desk = '/api/v1/manager/compounds/cmp_1/undelivered';
  const ask = async (method: string, path: string, body?: unknown) =>
    (
      await house.call('manager', method, path, {
        cookie: await house.staffCookie('property_manager'),
        ...(body === undefined ? {} : { body }),
      })
    ).body;

  it('it is asked again ever more slowly, and sent once it does', async () => {
    house.phones.failFor(PHONES.father);
    await tellOfTenancy(house);
    await house.deliverNotifications();
    await house.sendDueIn('cmp_1');
    house.phones.takeAgainFor(PHONES.father);
    house.clock.advance(MINUTE_MS - 1);
    await house.sendDueIn('cmp_1');
    expect(smsTo(PHONES.father)).toEqual([]);
    house.clock.advance(1);
    await house.sendDueIn('cmp_1');
    expect(smsTo(PHONES.father)).toHaveLength(1);
  });

  it('and at last the manager sees it, without whom it was for, and has it sent again by a tap', async () => {
    await failAll();
    const { undelivered } = Object(await ask('GET', desk));
    expect(undelivered).toMatchObject([
      { channel: 'sms', template: 'tenancy_ending', to: 'resident', tries: 6 },
    ]);
    expect(await toSend()).toEqual([]);
    expect(house.lines.join()).not.toContain(PHONES.father);
    house.phones.takeAgainFor(PHONES.father);
    const ids = undelivered.map(({ id }: { id: string }) => id);
    expect(await ask('POST', `${desk}/retries`, { ids })).toEqual({ retried: 1 });
    expect(await ask('POST', `${desk}/retries`, { ids })).toEqual({ retried: 0 });
    await house.sendDueIn('cmp_1');
    await house.sendDueIn('cmp_1');
    expect(smsTo(PHONES.father)).toHaveLength(1);
    expect(await ask('GET', desk)).toEqual({ undelivered: [] });
  });

  it('what cannot wait until the morning does not, and what can is not tried at night', async () => {
    house.clock.advance(10 * HOUR_MS - 2 * MINUTE_MS);
    house.phones.failFor(PHONES.father);
    await tellOfTenancy(house);
    await house.deliverNotifications();
    house.clock.advance(MINUTE_MS);
    await house.sendDueIn('cmp_1');
    house.phones.takeAgainFor(PHONES.father);
    house.clock.advance(5 * MINUTE_MS);
    await house.sendDueIn('cmp_1');
    expect(smsTo(PHONES.father)).toEqual([]);
    house.clock.advance(9 * HOUR_MS);
    await house.sendDueIn('cmp_1');
    expect(smsTo(PHONES.father)).toHaveLength(1);
  });
});

describe('a consumer that dies half-way', () => {
  class PowerCut extends Error {}
  /** The table, of which so many writes go through before everything ends. */
  function dyingAfter(writes: number): Table {
    const { documents, name } = engine.table;
    let left = writes;
    const send = async (command: unknown): Promise<unknown> => {
      const isWrite = /Put|Update|Delete|Transact/.test(String(Object(command).constructor.name));
      if (isWrite && left-- <= 0) throw new PowerCut();
      // cast: whatever was asked for is passed on as it is
      return documents.send(command as never);
    };
    // cast: stores use `send` and nothing else of the client
    return { name, documents: { send } as never };
  }
  const portsOn = (table: Table) => ({
    ...house.deliverPorts,
    deliveries: createDeliveryStore(table),
  });
  async function deliver(key: string, table: Table): Promise<void> {
    for (const after of await itemsOf(engine.table)) {
      const notification = notificationIn({ after });
      if (notification?.key !== key) continue;
      await deliverNotification(portsOn(table), notification, house.clock());
    }
  }

  it('at whichever write it was, loses nothing and doubles nothing that was marked', async () => {
    const writesOfOne = 5;
    for (let after = 0; after <= writesOfOne; after++) {
      const key = `ten_1_0000000000000001#${after}`;
      await tellOfTenancy(house, { key });
      const before = smsTo(PHONES.father).length;
      const death = await deliver(key, dyingAfter(after)).catch((error: unknown) => error);
      expect(death instanceof PowerCut).toBe(after < writesOfOne);
      // What was sent and not marked as sent may come twice; nothing else does.
      const isSentUnmarked = after === writesOfOne - 1;
      await deliver(key, engine.table);
      for (let minute = 0; minute < 3; minute++) {
        house.clock.advance(MINUTE_MS);
        await sendDue(portsOn(engine.table), 'cmp_1', house.clock());
      }
      expect(smsTo(PHONES.father).length - before).toBe(isSentUnmarked ? 2 : 1);
      expect(await toSend()).toEqual([]);
    }
    const person = { inbox: 'resident', account: accountOfPhone(PHONES.father) } as const;
    const { messages } = await createInboxStore(engine.table).listMessages(person, {
      most: 30,
      now: house.clock(),
    });
    expect(messages).toHaveLength(writesOfOne + 1);
  });

  it('two runs at the same time send one message', async () => {
    house.clock.advance(11 * HOUR_MS);
    await tellOfTenancy(house);
    await house.deliverNotifications();
    house.clock.advance(9 * HOUR_MS);
    await Promise.all([1, 2, 3, 4].map(() => house.sendDueIn('cmp_1')));
    expect(smsTo(PHONES.father)).toHaveLength(1);
  });
});
