import { DeleteCommand } from '@aws-sdk/lib-dynamodb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { tellByNotification } from '../../../functions/announcements/tell-by-notification.ts';
import { tiesLeft } from '../../../functions/identity/index.ts';
import {
  createPushStore,
  createSettingsStore,
  createWeChatStore,
  forgetUnusedWays,
} from '../../../functions/notifications/index.ts';
import { systemFacts } from '../../../functions/platform/audit.ts';
import type { TestEngine } from '../../support/engine.ts';
import type { Gatehouse } from '../../support/gatehouse.ts';
import { openOwnGatehouse } from '../../support/own-gatehouse.ts';
import { accountOfPhone, PHONES } from '../../support/street.ts';
import { itemsOf } from '../../support/table-items.ts';
import { tellOfTenancy } from './telling.ts';

const HOUR_MS = 3_600_000;
const wanted = { sms: true, call: true, wechat: true };
const CHOSEN = {
  kinds: { request: wanted, announcement: wanted, account: wanted },
  quiet: { from: 0, to: 0 },
};
const BROWSER = {
  endpoint: 'https://fcm.googleapis.com/fcm/send/1',
  p256dh: `B${'A'.repeat(86)}`,
  auth: 'A'.repeat(22),
};
let engine: TestEngine;
let house: Gatehouse;
beforeEach(async () => {
  ({ engine, house } = await openOwnGatehouse());
});
afterEach(() => engine.stop());

describe('whoever speaks for nobody any more', () => {
  const person = { inbox: 'resident', account: accountOfPhone(PHONES.mother) } as const;
  const ways = async () =>
    (await itemsOf(engine.table))
      .filter(
        ({ pk, sk }) =>
          /^(wechat|push)#/.test(String(pk)) ||
          (String(pk).endsWith('inbox') && /^(settings|wechat|push)$/.test(String(sk))),
      )
      .map(({ sk }) => sk);
  const gone = async () =>
    (await itemsOf(engine.table)).filter(({ pk }) => String(pk).endsWith('inbox#gone'));

  it('is told by no way: what they chose and their openid and their browsers go with the last, by facts', async () => {
    const { table } = engine;
    const facts = systemFacts('notification_settings.set', house.clock());
    await createSettingsStore(table).setSettings(person, CHOSEN, facts);
    await createWeChatStore(table).bind(person, 'o-1', facts);
    await createPushStore(table).addSubscription(person, BROWSER, facts);
    const links = (await itemsOf(table)).filter(
      ({ pk, sk }) => pk === `phone#${person.account}` && String(sk).startsWith('resident#'),
    );
    expect(links).toHaveLength(2);
    for (const link of links) {
      expect(await ways()).toHaveLength(5);
      const Key = { pk: link.pk, sk: link.sk };
      await table.documents.send(new DeleteCommand({ TableName: table.name, Key }));
      for (let twice = 0; twice < 2; twice++) {
        await forgetUnusedWays(table, await tiesLeft(table, { before: link }), house.clock());
      }
    }
    expect(await ways()).toEqual([]);
    expect(await gone()).toMatchObject([
      { sk: 'push', version: 1, audit: { by: 'system' } },
      { sk: 'settings', version: 1, audit: { by: 'system' } },
      { sk: 'wechat', version: 1, audit: { by: 'system' } },
    ]);
  });
});

describe('what waits for the morning', () => {
  const PLACE = 'com_1';
  async function tellAtNight(): Promise<void> {
    await house.staffCookie('community_worker', { node: PLACE });
    const [row] = await house.stores.permissions.grants.listGrants([PLACE], house.clock());
    if (row === undefined) throw new Error('nobody works there');
    await house.contacts.keep(row.accountId, PHONES.stranger);
    house.clock.advance(11 * HOUR_MS);
    await tellOfTenancy(house, { to: { role: 'community_worker', at: PLACE } });
    await house.deliverNotifications();
    house.clock.advance(8 * HOUR_MS);
  }
  const toSend = async () =>
    (await itemsOf(engine.table)).filter(({ pk }) => String(pk).endsWith('#to-send'));

  it('is sent to staff who have their role still', async () => {
    await tellAtNight();
    await house.sendDueIn('cmp_1');
    expect(house.phones.received).toMatchObject([{ phone: PHONES.stranger }]);
  });

  it('is not sent to staff whose role has ended in the night', async () => {
    await tellAtNight();
    await house.endRoles('community_worker', PLACE);
    await house.sendDueIn('cmp_1');
    expect(house.phones.received).toEqual([]);
    expect(await toSend()).toEqual([]);
  });
});

describe('an urgent announcement of a street', () => {
  it('rings the phone of somebody in two compounds once', async () => {
    const account = accountOfPhone(PHONES.mother);
    await house.contacts.keep(account, PHONES.mother);
    const tell = tellByNotification({ outbox: house.stores.outbox });
    for (const compound of ['cmp_1', 'cmp_2'] as const) {
      await tell({
        accountId: account,
        compound,
        announcement: {
          announcementId: 'ann_str_1_0000000000000001',
          zh: { title: '停水', body: '今晚停水' },
          signedBy: { office: 'street', name: '青枫街道' },
          until: house.clock() + HOUR_MS,
        },
        now: house.clock(),
      });
    }
    await house.deliverNotifications();
    await house.deliverNotifications();
    expect(house.phones.received).toHaveLength(1);
    const messages = (await itemsOf(engine.table)).filter(
      ({ pk, sk }) => String(pk).includes(account) && String(sk).startsWith('message#'),
    );
    expect(messages).toHaveLength(1);
  });
});
