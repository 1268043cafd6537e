import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { planStreet } from '../../infra/local/seed/plan.ts';
import { seriousViolations } from '../support/axe.ts';
import {
  cutOff,
  type Desk,
  faultsOn,
  openConsole,
  openDesk,
  SIZES,
  signInHere,
} from './manager.ts';
import { livePicture, openStreet, type Street, signInResident } from './street.ts';

const PNG = [0x89, 0x50, 0x4e, 0x47];

describe('an announcement', () => {
  let street: Street;
  let desk: Desk;
  let inThree: Page;
  let elsewhere: Page;

  const tap = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
  const openBoard = (page: Page) => page.getByRole('link', { name: /^公告/ }).click();
  const titles = (page: Page) => page.locator('main li strong').allInnerTexts();
  const lookAgain = async (page: Page) => {
    await page.goto(`${street.local.origin}/resident/#/`);
    await livePicture(page).waitFor();
    const answered = page.waitForResponse(/resident\/announcements$/);
    await openBoard(page);
    await answered;
    await page.getByRole('heading', { name: '公告', exact: true }).waitFor();
  };
  const write = async (page: Page, title: string, body: string) => {
    await tap(page, '写公告');
    await page.getByLabel('发给').selectOption({ label: '3幢' });
    await page.getByLabel('标题', { exact: true }).fill(title);
    await page.getByLabel('正文', { exact: true }).fill(body);
  };

  beforeAll(async () => {
    street = await openStreet();
    const { residents } = planStreet();
    const phoneIn = (isThere: (building: string) => boolean): string => {
      const found = residents.find(
        ({ residentId, building, phone }) =>
          residentId.startsWith('res_1_') && phone !== undefined && isThere(building),
      );
      if (found?.phone === undefined) throw new Error('nobody with a phone lives there');
      return found.phone;
    };
    inThree = await (await street.newPhone()).newPage();
    elsewhere = await (await street.newPhone()).newPage();
    await signInResident(
      street,
      inThree,
      phoneIn((building) => building === '3幢'),
    );
    await signInResident(
      street,
      elsewhere,
      phoneIn((building) => building !== '3幢'),
    );
    desk = await openDesk(street);
    await openConsole(street, desk.page, 'announcements');
    await desk.page.getByRole('heading', { name: '公告', exact: true }).waitFor();
  });
  afterAll(() => street.close());

  it('says under each field what is missing, and goes on at the first', async () => {
    const { page } = desk;
    await tap(page, '写公告');
    await page.getByLabel('正文', { exact: true }).fill('没有标题');
    await tap(page, '发布');
    const title = page.getByLabel('标题', { exact: true });
    const under = page.locator('.field', { has: title }).getByRole('alert');
    expect(await under.innerText()).toBe('请写标题，一行，60 字以内。');
    expect(await title.evaluate((one) => one === document.activeElement)).toBe(true);
    expect(await page.getByRole('alert').count()).toBe(1);
    expect(await faultsOn(page, 'an announcement without a title')).toEqual([]);
    await tap(page, '清空不写了');
    await tap(page, '回到列表');
  });

  it('is written at a desk for building 3, and read there and nowhere else', async () => {
    const { page } = desk;
    await write(page, '3 幢电梯检修', '周六 9:00 至 12:00 停梯。\n请走楼梯。');
    await page.getByText('落款：锦苑物业').waitFor();
    expect(await page.getByRole('article').innerText()).toContain('3 幢电梯检修');
    await tap(page, '发布');
    await page.getByText('已发布“3 幢电梯检修”').waitFor();
    await lookAgain(inThree);
    const link = inThree.getByRole('link', { name: /3 幢电梯检修/ });
    expect(await link.innerText()).toContain('没看过');
    expect(await seriousViolations(inThree)).toEqual([]);
    expect(await cutOff(inThree)).toEqual([]);
    const told = inThree.waitForResponse(/\/seen$/);
    await link.click();
    expect(await inThree.getByTestId('announcement').innerText()).toContain('请走楼梯。');
    expect((await told).status()).toBe(204);
    expect(await seriousViolations(inThree)).toEqual([]);
    await tap(inThree, '返回');
    expect(await link.innerText()).not.toContain('没看过');
    await lookAgain(elsewhere);
    expect((await titles(elsewhere)).join()).not.toContain('3 幢电梯检修');
  });

  it('says of a building so small that a count would tell of a household how many live there, no more', async () => {
    const { page } = desk;
    await tap(page, '打开 3 幢电梯检修');
    const row = page.getByRole('row', { name: /^3幢/ });
    await row.waitFor();
    expect(await row.innerText()).toMatch(/^3幢\s+少于 5 户，不显示\s+1\s/);
    expect(await faultsOn(page, 'one announcement')).toEqual([]);
  });

  it('goes to the board, the chat group and the loudspeaker', async () => {
    const { page } = desk;
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await tap(page, '复制文字（微信群）');
    await page.getByText('已复制').waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toMatch(/^3 幢电梯检修\n\n周六 9:00 至 12:00 停梯。\n请走楼梯。\n\n锦苑物业\n/);
    const downloading = page.waitForEvent('download');
    await tap(page, '存成图片');
    const picture = await readFile(await (await downloading).path());
    expect([...picture.subarray(0, 4)]).toEqual(PNG);
    expect(picture.length).toBeGreaterThan(5_000);
    await page.emulateMedia({ media: 'print' });
    const paper = page.locator('.sheet-a4');
    expect(await paper.first().isVisible()).toBe(true);
    expect(await paper.nth(1).innerText()).toContain(
      '各位居民请注意。锦苑物业通知：3 幢电梯检修。',
    );
    expect(await page.getByRole('button', { name: '打印 A4' }).isVisible()).toBe(false);
    await page.emulateMedia({ media: 'screen' });
    await tap(page, '回到列表');
  });

  it('keeps what is being written on a phone, and shows only from its time on', async () => {
    const { page } = desk;
    await page.setViewportSize(SIZES.phone);
    await write(page, '3 幢消杀', '下周三上午。');
    await page.getByLabel('到时候再显示').check();
    await page.getByLabel('从什么时候开始').fill('2035-01-01T08:00');
    await page.reload();
    await tap(page, '写公告');
    expect(await page.getByLabel('标题', { exact: true }).inputValue()).toBe('3 幢消杀');
    await tap(page, '发布');
    await page.getByText('请选结束的日子：在开始之后，90 天以内。').waitFor();
    const soon = new Date(Date.now() + 3 * 86_400_000 + 8 * 3_600_000).toISOString().slice(0, 16);
    await page.getByLabel('从什么时候开始').fill(soon);
    expect(await cutOff(page)).toEqual([]);
    expect(await seriousViolations(page)).toEqual([]);
    await tap(page, '发布');
    await page
      .getByRole('region', { name: '定时，还没显示' })
      .getByRole('rowheader', { name: /3 幢消杀/ })
      .waitFor();
    await lookAgain(inThree);
    expect((await titles(inThree)).join()).not.toContain('3 幢消杀');
    await tap(page, '打开 3 幢消杀');
    await tap(page, '修改');
    await page.getByLabel('发布后马上显示').check();
    await tap(page, '保存修改');
    await page.getByText('已保存“3 幢消杀”').waitFor();
    await lookAgain(inThree);
    expect((await titles(inThree)).join()).toContain('3 幢消杀');
    await page.setViewportSize(SIZES.desktop);
  });

  it('is corrected, and disappears when it is withdrawn', async () => {
    const { page } = desk;
    await tap(page, '打开 3 幢消杀');
    await tap(page, '更正');
    await page.getByLabel('正文', { exact: true }).fill('改到下周四上午。');
    await tap(page, '发布更正');
    await page.getByText('已发布“3 幢消杀”').waitFor();
    await lookAgain(inThree);
    const link = inThree.getByRole('link', { name: /3 幢消杀/ });
    expect(await link.count()).toBe(1);
    expect(await link.innerText()).toContain('更正');
    const showing = page.getByRole('region', { name: '正在显示' });
    await showing.getByRole('button', { name: '打开 3 幢消杀' }).click();
    await tap(page, '撤回');
    await page.getByRole('dialog').getByRole('button', { name: '撤回', exact: true }).click();
    await page.getByText('已撤回“3 幢消杀”').waitFor();
    const past = page.getByRole('region', { name: '已结束或撤回' });
    await past
      .getByRole('rowheader', { name: /3 幢消杀/ })
      .nth(1)
      .waitFor();
    await lookAgain(inThree);
    expect((await titles(inThree)).join()).not.toContain('3 幢消杀');
    expect(await faultsOn(page, 'announcements')).toEqual([]);
    await tap(page, '写公告');
    expect(await faultsOn(page, 'writing')).toEqual([]);
    expect(desk.complaints()).toEqual([]);
  });

  it('is published by the community for all its compounds', async () => {
    const { page } = await openDesk(street);
    await page.goto(`${street.local.origin}/manager/announcements`);
    await signInHere(street, page, street.local.demo.communityWorker.phone);
    await tap(page, '写公告');
    await page.getByLabel('发给').selectOption({ label: '锦苑社区' });
    await page.getByLabel('标题', { exact: true }).fill('社区义诊');
    await page.getByLabel('正文', { exact: true }).fill('本周日上午，社区服务站。');
    await page.getByLabel('同时写英文').check();
    await page.getByLabel('英文标题').fill('Clinic in the yard');
    await page.getByLabel('英文正文').fill('Sunday morning at the community station.');
    await tap(page, '发布');
    await page.getByText('已发布“社区义诊”').waitFor();
    await lookAgain(elsewhere);
    await elsewhere.getByRole('link', { name: /社区义诊/ }).waitFor();
    await elsewhere.getByRole('button', { name: 'English' }).click();
    await elsewhere.getByRole('link', { name: /Clinic in the yard/ }).waitFor();
    await elsewhere.locator('.language-switch').first().click();
    await page.context().close();
  });

  it('has whom to call beside it, kept by the office and read without a network', async () => {
    const { page } = desk;
    await page.goto(`${street.local.origin}/manager/help-directory`);
    await page.getByRole('heading', { name: '求助电话' }).first().waitFor();
    await tap(page, '加一个号码');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('什么事').selectOption({ label: '电梯' });
    await dialog.getByLabel('名称', { exact: true }).fill('电梯维保值班');
    await dialog.getByLabel('电话').fill('13900001234');
    await dialog.getByLabel('全天').check();
    await tap(page, '保存');
    await dialog.getByText('这是个人手机号。请登记办公室电话。').waitFor();
    await dialog.getByLabel('电话').fill('0571-80000066');
    await tap(page, '保存');
    await page.getByRole('rowheader', { name: '电梯维保值班' }).waitFor();
    expect(await faultsOn(page, 'whom to call')).toEqual([]);
    await lookAgain(inThree);
    const read = inThree.waitForResponse(/help-directory$/);
    await inThree.getByRole('link', { name: '全部求助电话' }).click();
    await read;
    const call = inThree.getByRole('link', { name: '拨打 电梯维保值班 0571-80000066' });
    await call.waitFor();
    expect(await call.getAttribute('href')).toBe('tel:057180000066');
    expect(await seriousViolations(inThree)).toEqual([]);
    expect(await cutOff(inThree)).toEqual([]);
    await inThree.evaluate(async () => navigator.serviceWorker.ready);
    await inThree.context().setOffline(true);
    await inThree.goto(`${street.local.origin}/resident/#/announcements`);
    await inThree.reload();
    await inThree.getByRole('link', { name: /3 幢电梯检修/ }).waitFor();
    await inThree.getByText(/网络不通，下面是/).waitFor();
    await inThree.getByRole('link', { name: '全部求助电话' }).click();
    await call.waitFor();
    await inThree.getByRole('link', { name: '拨打 急救 120' }).waitFor();
    expect(desk.complaints()).toEqual([]);
  });
});
