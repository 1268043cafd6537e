import type { Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { accountOf } from '../../functions/identity/index.ts';
import {
  createDeliveryStore,
  createOutbox,
  createSettingsStore,
  notify,
} from '../../functions/notifications/index.ts';
import { systemFacts } from '../../functions/platform/audit.ts';
import { deriveKey } from '../../functions/platform/secrets.ts';
import { openTable, type Table } from '../../functions/platform/table.ts';
import type { AccountId } from '../../shared/ids.ts';
import { seriousViolations } from '../support/axe.ts';
import { type Desk, openConsole, openDesk } from './manager.ts';
import { openStreet, type Street, signInResident } from './street.ts';

const SOON_MS = 30_000;
const ALWAYS_QUIET = { from: 0, to: 1_439 };
const wanted = { sms: true, call: true, wechat: true };

let street: Street;
let table: Table;
let page: Page;
let desk: Desk;
let account: AccountId;
beforeAll(async () => {
  street = await openStreet();
  const connection = { endpoint: street.local.engineEndpoint, region: 'local' };
  table = openTable({ name: process.env.TABLE_NAME ?? '', ...connection });
  const phone = street.local.demo.residents.find(({ who }) => !who.includes('、'))?.phone ?? '';
  const secret = Buffer.from(process.env.SERVER_SECRET ?? '', 'base64url');
  account = accountOf(deriveKey(secret, 'phone'), phone);
  page = await (await street.newPhone()).newPage();
  await signInResident(street, page, phone);
  desk = await openDesk(street);
});
afterAll(async () => {
  table.documents.destroy();
  await street.close();
});

const tell = (key: string) =>
  notify(
    { outbox: createOutbox(table) },
    {
      compoundId: 'cmp_1',
      key,
      to: { account },
      template: 'tenancy_ending',
      parameters: { compound: '锦苑小区', last: '2036-01-13', days: 30 },
      urgency: 'normal',
      at: Date.now(),
    },
  );

describe('a resident', () => {
  it('sees that something waits, reads it, and it waits no more', async () => {
    await tell('journey#1');
    await vi.waitFor(async () => {
      await page.goto(`${street.local.origin}/resident/#/`);
      await page.getByRole('link', { name: /我的/ }).click();
      await page.getByRole('link', { name: '消息，1 条未读' }).waitFor({ timeout: 2_000 });
    }, SOON_MS);
    expect(await page.locator('.tab-bar .dot').count()).toBeGreaterThan(0);
    await page.getByRole('link', { name: '消息，1 条未读' }).click();
    await page.getByText('租约到 2036-01-13 为止，还有 30 天').waitFor();
    expect(await seriousViolations(page)).toEqual([]);
    await page.getByRole('button', { name: '知道了' }).click();
    await page.reload();
    await page.getByText('租约到 2036-01-13 为止').waitFor();
    expect(await page.getByRole('button', { name: '知道了' }).count()).toBe(0);
  });

  it('chooses what goes to the phone and when it is quiet', async () => {
    await page.getByRole('link', { name: '提醒设置' }).click();
    await page.getByLabel('紧急公告').uncheck();
    await page.getByLabel('从').fill('21:30');
    expect(await seriousViolations(page)).toEqual([]);
    await page.getByRole('button', { name: '保存' }).click();
    await page.getByText('已保存。').waitFor();
    await page.reload();
    await page.getByLabel('紧急公告').waitFor();
    expect(await page.getByLabel('紧急公告').isChecked()).toBe(false);
    expect(await page.getByLabel('从').inputValue()).toBe('21:30');
    // A page on the home screen has no back button but its own.
    await page.getByRole('button', { name: '返回' }).click();
    await page.getByRole('heading', { name: '消息' }).waitFor();
    await page.getByRole('button', { name: '返回' }).click();
    await page.getByRole('heading', { name: '我的', exact: true }).waitFor();
  });
});

describe('a resident with WeChat', () => {
  const settings = async () => {
    await page.goto(`${street.local.origin}/resident/#/telling`);
    await page.getByRole('heading', { name: '微信提醒' }).waitFor();
  };
  const messages = async () => (await fetch(`${street.local.origin}/dev/inbox`)).text();

  it('binds it, is told there, and unbinds it', async () => {
    await settings();
    expect(await seriousViolations(page)).toEqual([]);
    await page.getByRole('button', { name: '绑定微信' }).click();
    await page.getByRole('link', { name: /甲的微信/ }).click();
    await page.getByText('绑定好了').waitFor();
    expect(page.url()).toBe(`${street.local.origin}/resident/#/telling`);
    await page.reload();
    await page.getByText('已绑定微信').waitFor();
    await notify(
      { outbox: createOutbox(table) },
      {
        compoundId: 'cmp_1',
        key: 'journey#wechat',
        to: { account },
        template: 'request_step',
        parameters: { requestId: 'req_1_0000000000000001', step: 'claimed' },
        urgency: 'urgent',
        at: Date.now(),
      },
    );
    await vi.waitFor(async () => expect(await messages()).toContain('o-jia'), SOON_MS);
    await page.getByRole('button', { name: '解除绑定' }).click();
    await page.getByText('已解除，消息不再发到微信。').waitFor();
    await page.getByRole('button', { name: '绑定微信' }).waitFor();
  });
});

describe('the manager', () => {
  it('sees what reached no phone, and has it sent again', async () => {
    const person = { inbox: 'resident', account } as const;
    await createSettingsStore(table).setSettings(
      person,
      {
        kinds: { request: wanted, announcement: wanted, account: { ...wanted, wechat: false } },
        quiet: ALWAYS_QUIET,
      },
      systemFacts('notification_settings.set', Date.now()),
    );
    await tell('journey#2');
    const deliveries = createDeliveryStore(table);
    const held = await vi.waitFor(async () => {
      const [one] = await deliveries.listDue('cmp_1', Date.now() + 86_400_000, 1);
      if (one === undefined) throw new Error('not yet');
      return one;
    }, SOON_MS);
    await deliveries.settle(held, { state: 'undelivered', at: Date.now(), tries: 6 });
    await openConsole(street, desk.page, 'undelivered');
    const row = desk.page.getByRole('row', { name: /租约到 2036-01-13/ });
    await row.waitFor();
    expect(await row.innerText()).toMatch(/住户\s+短信/);
    expect(await seriousViolations(desk.page)).toEqual([]);
    await row.getByRole('button', { name: '再发一次' }).click();
    await desk.page.getByText('没有。提醒都送到了。').waitFor();
    expect(await deliveries.listDue('cmp_1', Date.now(), 1)).toMatchObject([{ tries: 0 }]);
  });

  it('has an inbox of their own, counted in the menu', async () => {
    await notify(
      { outbox: createOutbox(table) },
      {
        compoundId: 'cmp_1',
        key: 'journey#3',
        to: { role: 'property_manager', at: 'cmp_1' },
        template: 'whistle_silent',
        parameters: { whistleId: 'whi_1_0000000000000001', department: '环卫所' },
        urgency: 'normal',
        at: Date.now(),
      },
    );
    await vi.waitFor(async () => {
      await desk.page.goto(`${street.local.origin}/manager/inbox`);
      await desk.page.getByText('吹哨后环卫所没有按时回应。').waitFor({ timeout: 2_000 });
    }, SOON_MS);
    expect(await desk.page.getByRole('link', { name: /^消息 1/ }).count()).toBe(1);
    expect(await seriousViolations(desk.page)).toEqual([]);
    await desk.page.getByRole('button', { name: '全部标为已读' }).click();
    await desk.page.getByRole('button', { name: '全部标为已读' }).waitFor({ state: 'detached' });
    await desk.page.getByRole('button', { name: '绑定微信' }).click();
    await desk.page.getByRole('link', { name: /乙的微信/ }).click();
    await desk.page.getByText('绑定好了').waitFor();
    expect(desk.page.url()).toBe(`${street.local.origin}/manager/inbox`);
    expect(await seriousViolations(desk.page)).toEqual([]);
    await desk.page.getByRole('button', { name: '解除绑定' }).click();
    await desk.page.getByText('已解除').waitFor();
    expect(desk.complaints()).toEqual([]);
  });
});
