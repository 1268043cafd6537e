import type { Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeFor, livePicture, openStreet, type Street } from './street.ts';

const SILENT_MS = 91 * 24 * 60 * 60 * 1000;

describe('a number that was silent for 90 days', () => {
  let street: Street;
  let mother: Page;
  let father: Page;
  let fathersPhone: string;

  const question = () => mother.getByText(/的手机号很久没用/);
  const tap = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

  /** As far as the page goes by itself once the one-time code is in. */
  const signInOnNewPhone = async (phone: string) => {
    const page = await (await street.newPhone()).newPage();
    await page.goto(`${street.local.origin}/resident/`);
    await page.getByRole('checkbox').check();
    await tap(page, '用手机号登录');
    await page.getByLabel('手机号').fill(phone);
    await tap(page, '获取验证码');
    await page.getByLabel('6 位验证码').waitFor();
    await page.getByLabel('6 位验证码').fill(await codeFor(street, phone));
    await tap(page, '登录');
    return page;
  };
  /** Whoever holds the father's number now. */
  const useNumber = async () => {
    father = await signInOnNewPhone(fathersPhone);
    await father.getByRole('heading', { name: '这个号码要确认一下' }).waitFor();
  };
  const motherOpensHerPage = async () => {
    await mother.reload();
    await livePicture(mother).waitFor();
    await question().waitFor();
  };

  /** Comes back to the page that lay open meanwhile. */
  const motherLooksAgain = async () => {
    expect(await question().count()).toBe(0);
    await mother.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
    await question().waitFor();
  };

  beforeAll(async () => {
    street = await openStreet();
    const [first, second] = street.local.demo.residents;
    if (first === undefined || second === undefined) throw new Error('nobody lives here');
    fathersPhone = first.phone;
    mother = await signInOnNewPhone(second.phone);
    await tap(mother, '是');
    await livePicture(mother).waitFor();
    await street.silenceNumbers(SILENT_MS);
  });
  afterAll(() => street.close());

  it('shows no name, no house and no code, and says who can help and how to get in now', async () => {
    await useNumber();
    const shown = await father.locator('main').innerText();
    expect(shown).toContain('人工通道');
    expect(shown).toContain('家人');
    expect(shown).not.toMatch(/王|\*\*|幢|501/);
    expect(await livePicture(father).count()).toBe(0);
    await tap(father, '确认好了，再看一次');
    await father.getByRole('heading', { name: '这个号码要确认一下' }).waitFor();
  });

  it('gets its code once somebody at home says that it is his', async () => {
    await motherOpensHerPage();
    await tap(mother, '是');
    await question().waitFor({ state: 'detached' });
    await tap(father, '确认好了，再看一次');
    await father.getByRole('heading', { name: '这是您的家吗？' }).waitFor();
    await tap(father, '是');
    await livePicture(father).waitFor();
  });

  it('is taken off him where it is a stranger’s, after a second tap, and the code that he has stays', async () => {
    const own = father;
    await street.silenceNumbers(SILENT_MS);
    await useNumber();
    await motherLooksAgain();
    await tap(mother, '不是');
    await mother.getByText('会把这个号码从').waitFor();
    await tap(mother, '返回');
    await tap(mother, '不是');
    await tap(mother, '不是本人，去掉');
    await question().waitFor({ state: 'detached' });
    await livePicture(mother).waitFor();
    await tap(father, '确认好了，再看一次');
    await father.getByLabel('手机号').waitFor();
    expect(await livePicture(own).count()).toBe(1);
  });
});
