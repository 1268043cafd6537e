import type { Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startController } from '../../infra/door/controller.ts';
import { DoorId } from '../../shared/ids.ts';
import { type Desk, faultsOn, openDesk, SIZES, signInHere } from './manager.ts';
import { codeFor, openStreet, putPinOff, type Street } from './street.ts';

describe('a manager looks after the gates', () => {
  let street: Street;
  let desk: Desk;
  let guard: Page;

  const gate = (name: string) => desk.page.getByRole('region', { name });

  beforeAll(async () => {
    street = await openStreet();
    desk = await openDesk(street);
  });
  afterAll(() => street.close());

  it('signs in where the address leads, and comes out there', async () => {
    const { page } = desk;
    await page.goto(`${street.local.origin}/manager/review`);
    await page.getByLabel('手机号').waitFor();
    expect(await faultsOn(page, 'sign-in')).toEqual([]);
    await signInHere(street, page);
    await page.getByRole('heading', { name: '待复核' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/manager/review');
  });

  it('has every page in its menu without scrolling, and on a phone behind one button', async () => {
    const { page } = desk;
    const side = page.locator('.side');
    const reaches = () => side.evaluate((one) => one.scrollHeight - one.clientHeight);
    expect(
      await page.getByRole('navigation', { name: '页面' }).getByRole('link').count(),
    ).toBeGreaterThan(17);
    expect(await reaches()).toBe(0);
    await page.setViewportSize(SIZES.phone);
    const link = page.getByRole('link', { name: '出入口', exact: true });
    expect(await link.isVisible()).toBe(false);
    await page.getByRole('button', { name: '菜单' }).click();
    await link.waitFor();
    expect(
      await page.evaluate(() => document.querySelector('nav')?.getBoundingClientRect().bottom),
    ).toBeLessThanOrEqual(SIZES.phone.height);
    await page.getByRole('button', { name: '菜单' }).click();
    await page.setViewportSize(SIZES.desktop);
  });

  it('finds the phone number as typed after a reload, and after the server has failed', async () => {
    const other = await openDesk(street);
    await other.page.goto(`${street.local.origin}/manager/`);
    await other.page.getByLabel('手机号').fill('139 0000');
    await other.page.reload();
    expect(await other.page.getByLabel('手机号').inputValue()).toBe('139 0000');
    await other.page.getByLabel('手机号').fill(street.local.demo.manager.phone);
    await other.page.route('**/sign-in/codes', (route) => route.fulfill({ status: 503, body: '' }));
    await other.page.getByRole('button', { name: '获取验证码' }).click();
    await other.page.getByText('系统没有回应。').waitFor();
    expect(await other.page.getByLabel('手机号').inputValue()).toBe(
      street.local.demo.manager.phone,
    );
    await other.page.context().close();
  });

  it('makes an enrolment code, shown large, and sees the guard’s phone arrive by it', async () => {
    const { page } = desk;
    await page.getByRole('link', { name: '出入口' }).click();
    await page.getByRole('heading', { name: '出入口' }).waitFor();
    const { gates } = street.local.demo;
    expect(await page.getByRole('region').count()).toBe(gates.length);
    expect(await faultsOn(page, 'gates')).toEqual([]);

    const name = gates[0]?.name ?? '';
    await gate(name).getByRole('button', { name: '生成登记码' }).click();
    const dialog = page.getByRole('dialog');
    const shown = dialog.locator('output');
    await expect.poll(() => shown.innerText()).toMatch(/^[0-9]{4} [0-9]{4}$/);
    await dialog.getByText(/到明天 [0-9:]{5}有效，只能用一次/).waitFor();
    expect(await faultsOn(page, 'enrolment code')).toEqual([]);

    guard = await (await street.newPhone()).newPage();
    await guard.goto(`${street.local.origin}/guard/`);
    await guard.getByLabel('登记码').fill(await shown.innerText());
    await guard.getByRole('button', { name: '登记这台设备' }).click();
    await guard.getByRole('heading', { name: '开始当班' }).waitFor();
    await dialog.getByText(/已登记：设备/).waitFor();
    await dialog.getByRole('button', { name: '完成' }).click();
    await gate(name).getByRole('button', { name: /停用/ }).waitFor();
  });

  it('enrols a door, sees it come, open and go, and that it did not answer', async () => {
    const { page } = desk;
    const name = street.local.demo.gates[0]?.name ?? '';
    const says = (text: string | RegExp) => gate(name).getByText(text).waitFor();
    await says(/门没有接到系统/);
    await gate(name)
      .getByRole('button', { name: /登记门禁/ })
      .click();
    const dialog = page.getByRole('dialog');
    expect(await faultsOn(page, 'enrol a door')).toEqual([]);
    await dialog.getByRole('button', { name: '登记', exact: true }).click();
    await dialog.getByText(/密钥只显示这一次/).waitFor();
    const [id = '', secret = ''] = await dialog.locator('dd').allInnerTexts();
    await dialog.getByRole('button', { name: '完成' }).click();
    await says(/还没有联系/);

    const lines: string[] = [];
    const controller = startController({
      doorId: DoorId.parse(id),
      secret: Buffer.from(secret, 'base64url'),
      broker: street.local.doorBroker,
      print: (line) => void lines.push(line),
    });
    await says('在线 · 锁着 · 门关着');
    await gate(name)
      .getByRole('button', { name: /开一次门/ })
      .click();
    await says(`${name}的门已打开`);
    expect(lines.join()).toMatch(/opened/);
    expect(await faultsOn(page, 'a door')).toEqual([]);

    // The guard at this gate has it too.
    const { phone } = street.local.demo.guard;
    await guard.getByLabel('手机号').fill(phone);
    await guard.getByRole('button', { name: '获取验证码' }).click();
    await guard.getByText('验证码已发送').waitFor();
    await guard.getByLabel('验证码', { exact: true }).fill(await codeFor(street, phone));
    await guard.getByRole('button', { name: '开始当班' }).click();
    await putPinOff(guard);
    const opens = guard.getByRole('button', { name: '开门', exact: true });
    await opens.click();
    await guard.getByText('门已打开').waitFor();

    await controller.stop();
    await opens.click();
    await guard.getByText(/门没有回应，不知道开没开/).waitFor();
    await guard.getByText('门断线了，请用钥匙开').waitFor();
    await says(/^断线，/);
    await gate(name)
      .getByRole('button', { name: /开一次门/ })
      .click();
    await says(/没有回应，不知道开没开/);
    await says(/^没有回应开门，/);
    await gate(name)
      .getByRole('button', { name: /停用门禁/ })
      .click();
    await dialog.getByRole('button', { name: '停用门禁' }).click();
    await dialog.waitFor({ state: 'detached' });
    await says(/门没有接到系统/);
  });

  it('un-enrols it only after reading what that does, and the guard’s phone is told', async () => {
    const { page } = desk;
    await page.getByRole('button', { name: /停用/ }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText(/唯一的设备。停用后门岗只能人工核对/).waitFor();
    expect(await faultsOn(page, 'un-enrol')).toEqual([]);

    // The server fails: the question stays, and says so.
    await page.route('**/gate-devices/**', (route) => route.fulfill({ status: 500, body: '' }));
    await dialog.getByRole('button', { name: '停用这台设备' }).click();
    await dialog.getByText('系统没有回应。').waitFor();
    await page.unroute('**/gate-devices/**');

    await dialog.getByRole('button', { name: '停用这台设备' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByText(/已停用.*的设备/).waitFor();
    expect(await page.getByRole('button', { name: /停用/ }).count()).toBe(0);
    await page.getByText('还没有设备。').first().waitFor();
  });

  it('signed out elsewhere signs in again over what is open, which stays', async () => {
    const { page } = desk;
    const [button] = await page.getByRole('button', { name: '生成登记码' }).all();
    await button?.click();
    await page.getByRole('dialog').locator('output').waitFor();
    const shown = await page.getByRole('dialog').locator('output').innerText();
    await page.request.delete(`${street.local.origin}/api/v1/manager/session`, {
      headers: { origin: street.local.origin },
    });
    await page.getByRole('heading', { name: '请重新登录' }).waitFor();
    expect(await faultsOn(page, 'sign in again')).toEqual([]);
    await signInHere(street, page);
    await page.getByRole('heading', { name: '请重新登录' }).waitFor({ state: 'detached' });
    expect(await page.getByRole('dialog').locator('output').innerText()).toBe(shown);
    await page.getByRole('dialog').getByRole('button', { name: '关闭', exact: true }).click();
  });

  it('says that nobody is signed out while there is no network', async () => {
    const { page } = desk;
    await page.context().setOffline(true);
    await page.getByRole('button', { name: '退出登录' }).click();
    await page.getByText('还没有退出登录').waitFor();
    expect(await page.getByRole('heading', { level: 1 }).isVisible()).toBe(true);
    await page.context().setOffline(false);
  });

  it('leaves nothing of the console behind when signing out', async () => {
    const { page } = desk;
    await page.getByRole('button', { name: '退出登录' }).click();
    await page.getByLabel('手机号').waitFor();
    await page.goBack();
    await page.getByLabel('手机号').waitFor();
    expect(await page.getByRole('region').count()).toBe(0);
  });

  it('did all of it under the policy that lets nothing in', () => {
    expect(desk.complaints()).toEqual([]);
  });
});
