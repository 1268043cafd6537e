import type { Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seriousViolations } from '../support/axe.ts';
import { clearCamera, pointCamera, showToCamera } from '../support/camera.ts';
import { pictureOf } from '../support/qr-picture.ts';
import { cardOfElder } from './people.ts';
import {
  codeFor,
  livePicture,
  nextCode,
  openShift,
  openStreet,
  type Street,
  signInResident,
  verdict,
  verdictOf,
} from './street.ts';

async function violationsOn(page: Page, where: string): Promise<string[]> {
  const language = await page.evaluate(() => document.documentElement.lang);
  return (await seriousViolations(page)).map((what) => `${where} (${language}): ${what}`);
}

/** A tap that reaches the button also behind a sheet. */
const tapLanguage = (page: Page) =>
  page
    .locator('.language-switch')
    .first()
    .evaluate((button: HTMLElement) => button.click());

async function switchTo(page: Page, language: 'zh-CN' | 'en'): Promise<void> {
  await tapLanguage(page);
  await page.locator(`html[lang="${language}"]`).waitFor();
}

/** The page as it stands, in Chinese and in English, and in Chinese again. */
async function violationsInBoth(page: Page, where: string): Promise<string[]> {
  const chinese = await violationsOn(page, where);
  await switchTo(page, 'en');
  const english = await violationsOn(page, where);
  await switchTo(page, 'zh-CN');
  return [...chinese, ...english];
}

/** For what has no switch of its own: the phone is in English from its next page on. */
async function reloadIn(page: Page, language: 'zh' | 'en'): Promise<void> {
  await page.evaluate((chosen) => localStorage.setItem('xq-language', chosen), language);
  await page.reload();
}

describe('nobody is kept out by how a page is made: axe finds no serious violation', () => {
  let street: Street;
  let resident: Page;
  let guard: Page;

  beforeAll(async () => {
    street = await openStreet();
    resident = await (await street.newPhone()).newPage();
    guard = await (await street.newPhone()).newPage();
  });
  afterAll(() => street.close());

  it('on the pages of this machine', async () => {
    const page = await (await street.newPhone()).newPage();
    const found: string[] = [];
    for (const path of ['/', '/dev/inbox']) {
      await page.goto(`${street.local.origin}${path}`);
      found.push(...(await violationsOn(page, path)));
    }
    // The inbox brings a new code by itself, without being loaded again under its reader.
    const [person] = street.local.demo.residents;
    if (person === undefined) throw new Error('the demo street has no residents');
    await page.request.post(`${street.local.origin}/api/v1/guard/sign-in/codes`, {
      headers: { origin: street.local.origin },
      data: { phone: person.phone },
    });
    await page.getByText(person.phone).waitFor();
    found.push(...(await violationsOn(page, '/dev/inbox with a message')));
    expect(found).toEqual([]);
  });

  it('on a resident’s way from the notice to the code', async () => {
    const page = await (await street.newPhone()).newPage();
    // Two people share this number, so that the choice between them is looked at too.
    const person = street.local.demo.residents.find(({ who }) => who.includes('、'));
    if (person === undefined) throw new Error('nobody on the demo street shares a number');
    const found: string[] = [];
    const look = async (where: string) => {
      found.push(...(await violationsInBoth(page, where)));
    };
    await page.goto(`${street.local.origin}/resident/`);
    await page.getByRole('checkbox').waitFor();
    await look('notice');
    await page.getByRole('checkbox').check();
    await page.getByRole('button', { name: '用手机号登录' }).click();
    await page.getByLabel('手机号').fill('1');
    await page.getByRole('button', { name: '获取验证码' }).click();
    await look('phone number, not complete');
    await page.getByLabel('手机号').fill(person.phone);
    await page.getByRole('button', { name: '获取验证码' }).click();
    await page.getByLabel('6 位验证码').waitFor();
    await look('one-time code');
    await page.getByLabel('6 位验证码').fill(await codeFor(street, person.phone));
    await page.getByRole('button', { name: '登录', exact: true }).click();
    await page.getByRole('heading', { name: '这部手机给谁用？' }).waitFor();
    await look('whose phone');
    await page.getByRole('button', { name: '不是', exact: true }).click();
    await look('not my home');
    await page.goto(`${street.local.origin}/resident/#/no-phone`);
    await page.getByRole('heading', { name: '不用手机号，怎么进门' }).waitFor();
    await look('without a phone number');
    expect(found).toEqual([]);
  });

  it('on the code, what helps when it is refused, and what is kept', async () => {
    const [person] = street.local.demo.residents;
    if (person === undefined) throw new Error('the demo street has no residents');
    await signInResident(street, resident, person.phone);
    const found: string[] = [];
    for (const [language, picture, wayIn] of [
      ['zh', livePicture(resident), '进不去？看这里'],
      ['en', resident.getByRole('img', { name: /every 5 seconds/ }), /in\?/],
    ] as const) {
      await reloadIn(resident, language);
      await picture.waitFor();
      found.push(...(await violationsOn(resident, 'code')));
      await resident.getByRole('button', { name: wayIn }).click();
      await resident.getByRole('dialog').waitFor();
      found.push(...(await violationsOn(resident, 'way in')));
    }
    await reloadIn(resident, 'zh');
    for (const path of ['me', 'privacy']) {
      await resident.goto(`${street.local.origin}/resident/#/${path}`);
      await resident.locator('.language-switch').first().waitFor();
      found.push(...(await violationsInBoth(resident, path)));
    }
    await resident.goto(`${street.local.origin}/resident/#/`);
    await livePicture(resident).waitFor();
    expect(found).toEqual([]);
  });

  it('on a guard’s way from the enrolment to the verdict', async () => {
    const found: string[] = [];
    const look = async (where: string) => {
      found.push(...(await violationsInBoth(guard, where)));
    };
    /** Where the other language changes words alone, in places that were looked at in both. */
    const lookOnce = async (where: string) => {
      found.push(...(await violationsOn(guard, where)));
    };
    const fresh = await (await street.newPhone()).newPage();
    await fresh.goto(`${street.local.origin}/guard/`);
    await fresh.getByLabel('登记码').waitFor();
    found.push(...(await violationsInBoth(fresh, 'enrolment')));

    await openShift(street, guard);
    await look('scanner');
    await guard.getByRole('button', { name: '已全部上传' }).click();
    await guard.getByRole('button', { name: '关闭' }).waitFor();
    await look('scan records');
    await guard.getByRole('button', { name: '关闭' }).click();

    await showToCamera(guard, await pictureOf(guard, 'https://example.com/menu?table=7'));
    await verdictOf(guard, 'deny').waitFor();
    await look('deny');
    await clearCamera(guard);
    await verdict(guard).getByRole('button').last().click();
    await verdict(guard).waitFor({ state: 'detached' });

    await nextCode(resident);
    const camera = pointCamera(guard, resident);
    await verdictOf(guard, 'allow').waitFor();
    await camera.stop();
    await verdict(guard).waitFor({ state: 'detached' });
    await look('scanner with verdicts');
    await guard.getByRole('region', { name: '刚才' }).getByRole('button').first().click();
    await guard.locator('[data-shows=earlier][data-outcome=allow]').waitFor();
    await lookOnce('allow, looked at again');
    await verdict(guard).getByRole('button').click();
    await verdict(guard).waitFor({ state: 'detached' });

    const card = await cardOfElder(street);
    await showToCamera(guard, await pictureOf(guard, card.code));
    await verdictOf(guard, 'ask').waitFor();
    await clearCamera(guard);
    await look('ask');
    await verdict(guard).getByRole('button').first().click();
    await verdict(guard).waitFor({ state: 'detached' });

    for (const [name, where] of [
      ['人工通道', 'no-phone lane'],
      ['手动放行', 'opening by hand'],
      ['输入号码', 'number'],
      ['读码器', 'reader'],
      ['紧急放行', 'emergency'],
    ] as const) {
      await guard.getByRole('button', { name, exact: true }).click();
      const sheet = guard.getByRole('dialog', { name });
      await sheet.waitFor();
      await look(where);
      if (name === '手动放行') {
        await sheet.getByRole('button', { name: '访客' }).click();
        await look('opening by hand for a visitor');
      }
      if (name === '人工通道') {
        await sheet.getByLabel('房号').fill('32501');
        await sheet.getByLabel('姓', { exact: true }).fill('王');
        await sheet.getByRole('button', { name: /^放行 / }).waitFor();
        await lookOnce('no-phone lane with somebody found');
      }
      if (name === '紧急放行') await sheet.getByRole('button', { name: '误触' }).click();
      else await sheet.getByRole('button', { name: '关闭' }).click();
      await sheet.waitFor({ state: 'detached' });
    }

    await guard.getByRole('button', { name: '交接班' }).click();
    await guard.getByRole('button', { name: '结束当班' }).waitFor();
    await look('hand-over');
    await guard.getByRole('button', { name: '设置接班密码' }).click();
    await guard.getByRole('dialog', { name: '设一个接班密码' }).waitFor();
    await lookOnce('PIN');
    await guard.getByRole('button', { name: '关闭' }).click();
    await guard.getByRole('button', { name: '交接班' }).click();
    await guard.getByRole('button', { name: '结束当班' }).click();
    await guard.getByRole('heading', { name: '开始当班' }).waitFor();
    await look('start of a shift');
    expect(found).toEqual([]);
  });
});
