import { expect, vi } from 'vitest';
import {
  createDeliveryStore,
  createOutbox,
  createSettingsStore,
  notify,
} from '../../../../functions/notifications/index.ts';
import { systemFacts } from '../../../../functions/platform/audit.ts';
import { accountOfPhone, PHONES, RESIDENTS } from '../../../support/street.ts';
import { type Cloud, invoke } from './cloud.ts';
import { scheduleOf } from './triggers.ts';

const SOON_MS = 30_000;
const DAY_MS = 86_400_000;
const LAST_DAY = '2036-01-13';
const wanted = { sms: true, call: true, wechat: true };
const ALWAYS = {
  kinds: { request: wanted, announcement: wanted, account: wanted },
  quiet: { from: 0, to: 0 },
};

/** Somebody binds their WeChat, and is told there what is put into the outbox from then on. */
export async function aWeChatIsBound({ deployed, house }: Cloud): Promise<void> {
  const cookie = await house.residentCookie(PHONES.father, [RESIDENTS.father], Date.now());
  const own = (method: string, path: string, body?: unknown) =>
    house.call('resident', method, `/api/v1/resident/wechat${path}`, { cookie, body });
  const { goTo } = Object((await own('POST', '/askings')).body);
  const asked = new URL(goTo);
  expect([asked.host, asked.searchParams.get('appid')]).toEqual(['open.weixin.qq.com', 'wx-1']);
  const query = new URLSearchParams({
    code: 'f-1',
    state: asked.searchParams.get('state') ?? '',
  });
  const back = new URL(asked.searchParams.get('redirect_uri') ?? '');
  const led = await house.call('resident', 'GET', `${back.pathname}?${query}`);
  expect([led.status, led.headers.get('location')]).toEqual([303, `/resident/#/telling?${query}`]);
  const bound = await own('PUT', '', Object.fromEntries(query));
  expect(bound.body).toEqual({ tookOver: false });
  await notify(
    { outbox: createOutbox(deployed.table) },
    {
      compoundId: 'cmp_1',
      urgency: 'urgent',
      at: Date.now(),
      key: 'deployed#wechat',
      to: { account: accountOfPhone(PHONES.father) },
      template: 'request_step',
      parameters: { requestId: 'req_1_0000000000000001', step: 'claimed' },
    },
  );
  await vi.waitFor(
    () =>
      expect(deployed.aws.messages).toContainEqual({
        phone: 'o-f-1',
        text: expect.stringContaining('新进展'),
      }),
    SOON_MS,
  );
  expect((await own('DELETE', '')).status).toBe(204);
}

/** The outbox comes to people by the stream; what a sender did not take is sent by the clock. */
export async function peopleAreTold({ deployed, house, stack }: Cloud): Promise<void> {
  const { table, aws } = deployed;
  const account = accountOfPhone(PHONES.father);
  await house.contacts.keep(account, PHONES.father);
  const facts = systemFacts('notification_settings.set', Date.now());
  const person = { inbox: 'resident', account } as const;
  await createSettingsStore(table).setSettings(person, ALWAYS, facts);
  await house.staffCookie('community_worker', { node: 'com_1' });
  const about = { compoundId: 'cmp_1', urgency: 'normal', at: Date.now() } as const;
  const ports = { outbox: createOutbox(table) };
  await notify(ports, {
    ...about,
    key: 'deployed#1',
    to: { role: 'community_worker', at: 'bld_1_3' },
    template: 'rating_received',
    parameters: { requestId: 'req_1_0000000000000001' },
  });
  const tell = (key: string) =>
    notify(ports, {
      ...about,
      key,
      to: { account },
      template: 'tenancy_ending',
      parameters: { compound: '锦苑小区', last: LAST_DAY, days: 7 },
    });
  const sent = () => aws.messages.filter(({ text }) => text.includes(LAST_DAY)).length;
  await tell('deployed#2');
  await vi.waitFor(() => expect(sent()).toBe(1), SOON_MS);
  await vi.waitFor(
    async () =>
      expect(await createDeliveryStore(table).listDue('cmp_1', Date.now(), 10)).toEqual([]),
    SOON_MS,
  );

  // What the day told others may still wait for their morning.
  const toSend = async () => {
    const waiting = await createDeliveryStore(table).listDue('cmp_1', Date.now() + DAY_MS, 10);
    return waiting.filter(({ parameters }) => 'last' in parameters && parameters.last === LAST_DAY);
  };
  aws.outOfReach.add(`+86${PHONES.father}`);
  await tell('deployed#3');
  await vi.waitFor(async () => expect(await toSend()).toMatchObject([{ tries: 1 }]), SOON_MS);
  // The clock is the machine's: what is due in a minute is made due now.
  const [waiting] = await toSend();
  if (waiting === undefined) throw new Error('it waits');
  await createDeliveryStore(table).settle(waiting, { state: 'waiting', due: Date.now(), tries: 1 });
  const { name, event } = scheduleOf(stack, 'rate(1 minute)', 'send-notifications');
  await invoke(deployed, name, event);
  expect(await toSend()).toMatchObject([{ tries: 2 }]);
  aws.outOfReach.clear();
}
