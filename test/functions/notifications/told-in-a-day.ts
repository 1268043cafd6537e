import { createDeliveryStore } from '../../../functions/notifications/index.ts';
import type { Gatehouse } from '../../support/gatehouse.ts';
import { accountOfPhone, PHONES, RESIDENTS } from '../../support/street.ts';
import { tellOfStep, tellOfTenancy } from './telling.ts';

/** Somebody is told things: one waits for the morning, one reached no phone, one is read. */
export async function tellThroughADay(house: Gatehouse): Promise<void> {
  const { call, clock } = house;
  const account = accountOfPhone(PHONES.father);
  await house.contacts.keep(account, PHONES.father);
  const cookie = await house.residentCookie(PHONES.father, [RESIDENTS.father], clock());
  const own = (method: string, path: string, body?: unknown) =>
    call('resident', method, `/api/v1/resident${path}`, { cookie, body });
  const ask = async () => new URL(Object((await own('POST', '/wechat/askings')).body).goTo);
  const bind = async (code: string) =>
    own('PUT', '/wechat', { code, state: (await ask()).searchParams.get('state') });
  await bind('local-jia');
  await own('DELETE', '/wechat');
  await bind('local-yi');
  await ask();
  await tellOfStep(house);
  await house.deliverNotifications();
  const wanted = { sms: true, call: true, wechat: false };
  await own('PUT', '/notification-settings', {
    kinds: { request: wanted, announcement: wanted, account: wanted },
    quiet: { from: 0, to: 1_439 },
  });
  await own('PUT', '/push-subscriptions', {
    endpoint: 'https://fcm.googleapis.com/fcm/send/1',
    p256dh: `B${'A'.repeat(86)}`,
    auth: 'A'.repeat(22),
  });
  await own('POST', '/inbox/read', { upTo: clock() });
  for (const key of ['waits', 'fails']) await tellOfTenancy(house, { key });
  await house.deliverNotifications();
  const deliveries = createDeliveryStore(house.table);
  const [failed] = await deliveries.listDue('cmp_1', clock() + 86_400_000, 1);
  if (failed === undefined) throw new Error('it waits');
  await deliveries.settle(failed, { state: 'undelivered', at: clock(), tries: 6 });
}
