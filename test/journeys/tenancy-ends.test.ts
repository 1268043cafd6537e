import type { Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pointCamera } from '../support/camera.ts';
import { type Desk, faultsOn, openConsole, openDesk } from './manager.ts';
import {
  hearsOfChange,
  livePicture,
  nextCode,
  openShift,
  openStreet,
  type Street,
  signInResident,
  verdict,
  verdictOf,
} from './street.ts';

/** 欧阳静, who rents 2幢1单元302. */
const TENANT = '13900000004';
const HOUSE = '2幢1单元302';

describe('a tenancy ends', () => {
  let street: Street;
  let desk: Desk;
  let guard: Page;
  let tenant: Page;

  const judged = async (outcome: 'allow' | 'ask' | 'deny') => {
    await nextCode(tenant);
    const camera = pointCamera(guard, tenant);
    await verdictOf(guard, outcome).waitFor({ timeout: 45_000 });
    const reason = await verdict(guard).getAttribute('data-reason');
    await camera.stop();
    if (outcome === 'ask') {
      await verdict(guard).getByRole('button', { name: '放行', exact: true }).click();
    }
    if (outcome !== 'deny') await verdict(guard).waitFor({ state: 'detached' });
    return reason;
  };
  const openMe = async () => {
    await tenant.goto(`${street.local.origin}/resident/#/me`);
    await tenant.reload();
    await tenant.getByRole('heading', { name: '房屋' }).waitFor();
    return tenant.locator('.own').innerText();
  };
  const openPass = async () => {
    await tenant.goto(`${street.local.origin}/resident/#/`);
    await livePicture(tenant).waitFor();
  };

  beforeAll(async () => {
    street = await openStreet();
    desk = await openDesk(street);
    guard = await (await street.newPhone()).newPage();
    tenant = await (await street.newPhone()).newPage();
    await signInResident(street, tenant, TENANT);
    await openShift(street, guard);
  });
  afterAll(() => street.close());

  it('of which the tenant reads how long it runs, while the gate lets in', async () => {
    expect(await judged('allow')).toBe('ok');
    expect(await openMe()).toMatch(/租期到 \d{4}-\d\d-\d\d，还有 \d+ 天/);
    await openPass();
  });

  it('and the pass asks: the code is still shown, the guard decides', async () => {
    await street.endTenancies();
    await hearsOfChange(guard);
    expect(await openMe()).toContain('租期已过');
    await openPass();
    expect(await judged('ask')).toBe('suspended');
  });

  it('until 退租 is recorded, which says first what ends, and asks for the house', async () => {
    const { page } = desk;
    await openConsole(street, page, 'passes');
    await page.getByLabel('房屋', { exact: true }).fill('2-1-302');
    await page.getByRole('button', { name: '查找' }).click();
    await page.getByRole('link', { name: HOUSE }).first().click();
    await page.getByRole('heading', { name: HOUSE }).waitFor();
    expect(page.url()).not.toMatch(/302|%/);
    await page.getByText(/已过 1 天/).waitFor();
    expect(await faultsOn(page, 'house')).toEqual([]);

    await page.getByRole('button', { name: /^退租/ }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText(/1 人迁出：1 个手机通行码、0 张出入证马上作废/).waitFor();
    await dialog.getByText(/租约随之结束/).waitFor();
    const record = dialog.getByRole('button', { name: '登记迁出' });
    expect(await record.isDisabled()).toBe(true);
    expect(await faultsOn(page, 'moving out')).toEqual([]);
    await dialog.getByLabel(/输入门牌确认/).fill('2-1-302');
    await record.click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByText(/^已登记 1 人迁出/).waitFor();
    await page.getByText(/已退租/).waitFor();
    await page.getByText('没有登记的住户。').waitFor();
  });

  it('and then the code is refused', async () => {
    await hearsOfChange(guard);
    expect(await judged('deny')).toBe('revoked');
    expect(desk.complaints()).toEqual([]);
  });
});
