import type { Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pointCamera } from '../support/camera.ts';
import { type Desk, faultsOn, openConsole, openDesk } from './manager.ts';
import {
  nextCode,
  openShift,
  openStreet,
  type Street,
  signInResident,
  verdict,
  verdictOf,
} from './street.ts';

describe('a manager reads the day', () => {
  let street: Street;
  let desk: Desk;
  let guard: Page;

  /** A tap that is here to make a day: that a thumb can make it, the guard's own journeys say. */
  const tap = (name: string | RegExp) =>
    guard
      .getByRole('button', { name, exact: typeof name === 'string' })
      .evaluate((button: HTMLElement) => button.click());

  beforeAll(async () => {
    street = await openStreet();
    desk = await openDesk(street);
    guard = await (await street.newPhone()).newPage();
    await openShift(street, guard);
    await tap('手动放行');
    await tap('快递/外卖');
    await guard.getByText(/已记下：快递\/外卖/).waitFor();
    await tap('紧急放行');
    await tap('急救');
    await guard.getByText(/已记下：紧急放行/).waitFor();
    await guard.getByText('已全部上传').waitFor();
    const resident = await (await street.newPhone()).newPage();
    await signInResident(street, resident, street.local.demo.residents[0]?.phone ?? '');
    await nextCode(resident);
    const camera = pointCamera(guard, resident);
    await verdictOf(guard, 'allow').waitFor();
    await camera.stop();
    await verdict(guard).waitFor({ state: 'detached' });
    await tap(/待上传/);
    await tap('立即上传');
    await guard.getByText('已上传', { exact: true }).waitFor();
  });
  afterAll(() => street.close());

  it('as counts by hour and building, drawn and in figures, and of nobody by name', async () => {
    const { page } = desk;
    await openConsole(street, page, 'entries');
    await page.getByRole('heading', { name: '今日进出' }).waitFor();
    const entries = page.locator('.figures dd').first();
    await expect.poll(() => entries.innerText()).toBe('1');
    await page.getByRole('img', { name: /每小时进门人次，共 1/ }).waitFor();
    await page.locator('canvas').waitFor();
    const buildings = page.getByRole('region', { name: '按楼栋' });
    expect(await buildings.getByRole('row').nth(1).innerText()).toMatch(/^3幢\s+1\s+1$/);
    expect(await page.locator('main').innerText()).not.toMatch(/王|单元|1[3-9][0-9]{9}/);
    expect(await faultsOn(page, 'entries')).toEqual([]);
  });

  it('finds a day at its address, also one on which nothing was', async () => {
    const { page } = desk;
    await page.getByRole('navigation', { name: '日期' }).getByRole('link').last().click();
    await page.getByText('这一天没有进门记录。').waitFor();
    const address = page.url();
    expect(address).toMatch(/\?day=20[0-9]{2}-[0-9]{2}-[0-9]{2}$/);
    await page.goto(address);
    await page.getByText('这一天没有进门记录。').waitFor();
    expect(await faultsOn(page, 'a day without entries')).toEqual([]);
  });

  it('looks at an emergency opening, which then waits for nobody any more', async () => {
    const { page } = desk;
    await page.getByRole('link', { name: /待复核/ }).click();
    const openings = page.getByRole('region', { name: '手动放行' });
    const row = openings.getByRole('row').filter({ hasText: '紧急放行' }).first();
    await row.getByRole('button', { name: '已看过' }).waitFor();
    expect(await page.getByRole('link', { name: /待复核/ }).innerText()).toMatch(/1$/);
    await openings.getByText('这一天全部手动放行（2 次）').click();
    await openings.getByText('紧急放行 · 急救').waitFor();
    expect(await faultsOn(page, 'review')).toEqual([]);

    await row.getByRole('button', { name: '已看过' }).click();
    await row.getByText('已看过').waitFor();
    await expect.poll(() => page.getByRole('link', { name: /待复核/ }).innerText()).toBe('待复核');
  });

  it('did all of it under the policy that lets nothing in', () => {
    expect(desk.complaints()).toEqual([]);
  });
});
