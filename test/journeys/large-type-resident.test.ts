import type { Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cutOff } from './cut-off.ts';
import { codeFor, livePicture, openStreet, type Street, signInResident } from './street.ts';

/** 160 % of what a browser comes with: how a reader sets it for all pages. */
const TYPE_PX = 26;

describe('with letters at 160 %, on a page 360 px wide', () => {
  let street: Street;
  let page: Page;
  let person: Street['local']['demo']['residents'][number];
  const found: string[] = [];

  const note = async (where: string, language: 'zh-CN' | 'en') => {
    await page.locator(`html[lang="${language}"]`).waitFor();
    found.push(...(await cutOff(page)).map((what) => `${where} (${language}): ${what}`));
  };
  const tapLanguage = () =>
    page
      .locator('.language-switch')
      .first()
      .evaluate((button: HTMLElement) => button.click());
  const look = async (where: string) => {
    await note(where, 'zh-CN');
    await tapLanguage();
    await note(where, 'en');
    await tapLanguage();
  };
  /** For what has no switch of its own: the phone is in English from its next page on. */
  const openPassIn = async (language: 'zh' | 'en') => {
    await page.goto(`${street.local.origin}/resident/`);
    await page.evaluate((chosen) => localStorage.setItem('xq-language', chosen), language);
    await page.reload();
    await page.getByTestId('live-code').waitFor();
  };
  const lookAt = async (place: string, words: string) => {
    await page.goto(`${street.local.origin}/resident/#/${place}`);
    await page.getByText(words).first().waitFor();
    await look(place);
  };

  beforeAll(async () => {
    street = await openStreet({ args: [`--blink-settings=defaultFontSize=${TYPE_PX}`] });
    page = await (await street.newPhone()).newPage();
    // Two people share this number, and one of them has another phone: every list has its longest row.
    const [sharing] = street.local.demo.residents.filter(({ who }) => who.includes('、'));
    if (sharing === undefined) throw new Error('nobody on the demo street shares a number');
    person = sharing;
    const other = await (await street.newPhone()).newPage();
    await signInResident(street, other, person.phone);
    await other.close();
  });
  afterAll(() => street.close());

  it('nothing is cut off on the way to the first code', async () => {
    await page.goto(`${street.local.origin}/resident/`);
    await page.getByRole('checkbox').waitFor();
    expect(await page.evaluate(() => getComputedStyle(document.documentElement).fontSize)).toBe(
      `${TYPE_PX}px`,
    );
    expect(page.viewportSize()?.width).toBe(360);
    await look('notice');
    await lookAt('no-phone', '人工通道');
    await page.goto(`${street.local.origin}/resident/#/notice`);
    await page.getByRole('checkbox').check();
    await page.getByRole('button', { name: '用手机号登录' }).click();
    await page.getByLabel('手机号').fill(person.phone);
    await look('phone');
    await page.getByRole('button', { name: '获取验证码' }).click();
    await page.getByLabel('6 位验证码').waitFor();
    await look('one-time code');
    await page.getByLabel('6 位验证码').fill(await codeFor(street, person.phone));
    await page.getByRole('button', { name: '登录', exact: true }).click();
    await page.getByRole('heading', { name: '这部手机给谁用？' }).waitFor();
    await look('home');
    await page.getByRole('button', { name: '是', exact: true }).click();
    await livePicture(page).waitFor();
    expect(found.splice(0)).toEqual([]);
  });

  const everyPage = async () => {
    for (const [language, tag, wayIn, switching] of [
      ['zh', 'zh-CN', '进不去？看这里', /切换/],
      ['en', 'en', 'Can’t get in? Look here', /Switch/],
    ] as const) {
      await openPassIn(language);
      await note('pass', tag);
      await page.getByRole('button', { name: wayIn }).click();
      await page.getByRole('dialog').waitFor();
      await note('way in', tag);
      await openPassIn(language);
      await page.getByRole('button', { name: switching }).click();
      await page.getByRole('dialog').waitFor();
      await note('switch', tag);
    }
    await openPassIn('zh');
    await lookAt('me', '这部手机上的通行码');
    await lookAt('requests/new/repair', '什么事');
    await lookAt('devices', '另一部手机');
    await page.getByRole('button', { name: '挂失' }).click();
    await look('devices, before a report');
    await lookAt('home-screen', '苹果手机');
    await lookAt('privacy', '手机号');
    return found.splice(0);
  };

  it('nothing is cut off around the code', async () => {
    expect(await everyPage()).toEqual([]);
  });

  it('nothing is cut off either when large type is switched on besides', async () => {
    await page.goto(`${street.local.origin}/resident/#/me`);
    await page.getByLabel('大字').check();
    await page.locator('html[data-type=large]').waitFor();
    expect(await everyPage()).toEqual([]);
  });
});
