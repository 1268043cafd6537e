import type { BrowserContext, Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DeskPages, deskPages } from './desk-pages.ts';
import { openStreet, type Street, signInResident } from './street.ts';

describe('what a resident writes to the service desk, until it is there', () => {
  let street: Street;
  let phone: BrowserContext;
  let page: Page;
  let desk: DeskPages;
  /** What the server was asked to take, in the order in which it came. */
  const submitted: string[] = [];

  beforeAll(async () => {
    street = await openStreet();
    const [person] = street.local.demo.residents;
    if (person === undefined) throw new Error('nobody lives here');
    phone = await street.newPhone();
    page = await phone.newPage();
    desk = deskPages(page, street.local.origin);
    page.on('request', (request) => {
      if (request.method() === 'POST' && request.url().endsWith('/requests')) {
        submitted.push(request.postData() ?? '');
      }
    });
    await signInResident(street, page, person.phone);
  });
  afterAll(() => street.close());

  it('is told in plain words what is missing or too long, and loses nothing of it', async () => {
    await desk.openList();
    await desk.ask('报修');
    await desk.tap('提交');
    await page.getByText('请写一句要办什么').waitFor();
    await page.getByText('请选“哪里”').waitFor();
    const long = '漏'.repeat(1_001);
    await page.getByLabel('什么事').fill(long);
    await page.getByLabel('楼道').check();
    await desk.tap('提交');
    await page.getByText('最多 1,000 字，现在 1,001 字').waitFor();
    expect(await page.getByLabel('什么事').inputValue()).toBe(long);

    await desk.tap('返回');
    await page.getByText('没写完，接着写').click();
    expect(await page.getByLabel('什么事').inputValue()).toBe(long);
    await page.reload();
    await page.getByLabel('什么事').waitFor();
    expect(await page.getByLabel('什么事').inputValue()).toBe(long);
    expect(await page.getByLabel('楼道').isChecked()).toBe(true);
    await page.getByLabel('什么事').fill('');
    await page.getByLabel('什么事').fill('楼道灯不亮');
    await desk.tap('提交');
    await page.getByText('已提交').waitFor();
    await desk.tap('返回');
    await desk.lines().filter({ hasText: '楼道灯不亮' }).waitFor();
    expect(await page.getByText('没写完，接着写').count()).toBe(0);
  });

  it('adds no more than six photos, and nothing that is none; each is taken off by one tap', async () => {
    await desk.openList();
    await desk.ask('报修');
    await page.getByLabel('什么事').fill('门禁不响');
    const album = page.locator('input[type=file][multiple]');
    await album.setInputFiles({
      name: '合同.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from('%PDF-1.7'),
    });
    await page.getByText('“合同.pdf”不是照片，没有加上').waitFor();
    expect(await page.getByLabel('什么事').inputValue()).toBe('门禁不响');
    await desk.addPhotos(6);
    expect(await album.count()).toBe(0);
    await page.reload();
    await page.locator('.thumbs img').nth(5).waitFor();
    for (let left = 6; left > 0; left--) {
      await page.getByRole('button', { name: /^删除/ }).first().click();
    }
    await page.getByLabel('什么事').fill('');
    await desk.tap('返回');
    expect(await page.getByText('没写完，接着写').count()).toBe(0);
  });

  it('writes without a network: it waits through a reload and is sent once', async () => {
    await page.evaluate(async () => !!(await navigator.serviceWorker.ready));
    await desk.openList();
    await phone.setOffline(true);
    await desk.ask('急需');
    await page.getByLabel('被锁门外').check();
    await page.getByLabel('什么事').fill('门锁坏了');
    await desk.addPhotos(1);
    await desk.tap('提交');
    await page.getByText('未发送，联网后自动发送').waitFor();
    await page.reload();
    await page.getByText('未发送，联网后自动发送').waitFor();
    await page.getByText('门锁坏了').waitFor();
    submitted.length = 0;
    await phone.setOffline(false);
    await desk.lines().filter({ hasText: '门锁坏了' }).waitFor();
    expect(await page.getByText('未发送').count()).toBe(0);
    await page.reload();
    await desk.lines().filter({ hasText: '门锁坏了' }).waitFor();
    expect(await desk.lines().filter({ hasText: '门锁坏了' }).count()).toBe(1);
    expect(new Set(submitted).size).toBe(1);
    await desk.lines().filter({ hasText: '门锁坏了' }).click();
    expect(await desk.photosShown()).toEqual([360]);
    await desk.tap('返回');
  });

  it('whose answer was lost on the way is one request all the same', async () => {
    let lost = 0;
    let back = false;
    await page.route('**/residents/*/requests', async (route) => {
      if (route.request().method() !== 'POST' || back) return route.fallback();
      lost += 1;
      if (lost === 1) await route.fetch();
      return route.abort();
    });
    await desk.ask('帮跑');
    await page.getByLabel('什么事').fill('缴水费');
    await desk.tap('提交');
    await page.getByText('未发送，联网后自动发送').waitFor();
    back = true;
    await desk.lookNow();
    await desk.lines().filter({ hasText: '缴水费' }).waitFor();
    await page.getByText('未发送').waitFor({ state: 'detached' });
    await page.reload();
    await desk.lines().filter({ hasText: '缴水费' }).waitFor();
    expect(lost).toBeGreaterThan(0);
    expect(await desk.lines().filter({ hasText: '缴水费' }).count()).toBe(1);
    await page.unroute('**/residents/*/requests');
  });

  it('adds a word to it without a network: it waits through a reload and is there once', async () => {
    await desk.lines().filter({ hasText: '缴水费' }).click();
    await page.getByText('办理经过').waitFor();
    let lost = 0;
    let back = false;
    await page.route('**/requests/*/steps', async (route) => {
      if (back) return route.fallback();
      lost += 1;
      if (lost === 1) await route.fetch();
      return route.abort();
    });
    await desk.tap('补充说明');
    await page.getByLabel('要补充什么').fill('单子在门口信箱');
    await desk.tap('发送');
    const unsent = page.getByTestId('unsent-step');
    await unsent.getByText('单子在门口信箱').waitFor();
    expect(await unsent.innerText()).toContain('未发送，联网后自动发送');
    await desk.tap('返回');
    await page.reload();
    await page.getByText('单子在门口信箱').waitFor();
    await desk.lines().filter({ hasText: '缴水费' }).click();
    back = true;
    await desk.lookNow();
    const told = page.locator('.timeline').getByText('单子在门口信箱');
    await told.waitFor();
    await unsent.waitFor({ state: 'detached' });
    await page.reload();
    await told.waitFor();
    expect(lost).toBeGreaterThan(0);
    expect(await told.count()).toBe(1);
  });

  it('shows what waits of it where the request itself cannot be read', async () => {
    await page.evaluate(async () => !!(await navigator.serviceWorker.ready));
    await page.context().setOffline(true);
    await desk.tap('补充说明');
    await page.getByLabel('要补充什么').fill('下午才在家');
    await desk.tap('发送');
    const unsent = page.getByTestId('unsent-step').getByText('下午才在家');
    await unsent.waitFor();
    await page.reload();
    await unsent.waitFor();
    await page.context().setOffline(false);
    await page.locator('.timeline').getByText('下午才在家').waitFor();
    await unsent.waitFor({ state: 'detached' });
  });
});
