import type { BrowserContext, Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signIn, streetAt } from '../../infra/demo/street-client.ts';
import { ResidentAccount } from '../../shared/messages/sign-in.ts';
import { seriousViolations } from '../support/axe.ts';
import { cutOff } from './cut-off.ts';
import { type Hands, handsOf } from './desk-hands.ts';
import { codeFor, livePicture, openStreet, type Street, signInResident } from './street.ts';

describe('a resident and the service desk', () => {
  let street: Street;
  let phone: BrowserContext;
  let page: Page;
  let repairer: Hands;
  /** What the server was asked to take, in the order in which it came. */
  const submitted: string[] = [];

  /** With a number that is nobody else's. */
  const person = (at: number) => {
    const found = street.local.demo.residents.filter(({ who }) => !who.includes('、'))[at];
    if (found === undefined) throw new Error('the demo street has too few residents');
    return found.phone;
  };
  const openList = async (on = page) => {
    await on.goto(`${street.local.origin}/resident/#/requests`);
    await on.locator('.types a').first().waitFor();
  };
  const tap = (name: string, on = page) => on.getByRole('button', { name, exact: true }).click();
  const ask = async (type: string, on = page) => {
    await on.getByRole('link', { name: type, exact: true }).click();
    await on.getByRole('heading', { name: type }).waitFor();
  };
  const idShown = () => page.url().split('/').at(-1) ?? '';
  const lines = (on = page) => on.locator('.request-line');
  /** As after the pause between two looks. */
  const lookNow = () => page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));

  beforeAll(async () => {
    street = await openStreet();
    phone = await street.newPhone();
    page = await phone.newPage();
    page.on('request', (request) => {
      if (request.method() === 'POST' && request.url().endsWith('/requests')) {
        submitted.push(request.postData() ?? '');
      }
    });
    await signInResident(street, page, person(0));
    repairer = await handsOf(street, street.local.demo.repairer.phone);
  });
  afterAll(() => street.close());

  it('asks for a repair in two taps and a line, and finds it in the list', async () => {
    await page.getByRole('link', { name: '报事' }).click();
    await ask('报修');
    await page.getByLabel('什么事').fill('厨房水管漏水');
    await page.getByLabel('家里').check();
    await tap('提交');
    await page.getByText('已提交。办到哪一步').waitFor();
    await page.getByText('等人接').waitFor();
    await tap('返回');
    await lines().filter({ hasText: '厨房水管漏水' }).waitFor();
    expect(await lines().first().innerText()).toMatch(/等人接\s+.* 前/);
  });

  it('follows who does what, adds a word, and rates the service', async () => {
    await lines().first().click();
    await page.getByText('办理经过').waitFor();
    const requestId = idShown();
    await repairer.claim(requestId);
    await repairer.work(requestId, { step: 'start' });
    await lookNow();
    const steps = page.locator('.timeline > li');
    await steps.nth(2).waitFor();
    expect(await steps.allInnerTexts()).toEqual([
      expect.stringMatching(/^提交\s+提交人 · /),
      expect.stringMatching(/^接单\s+物业 办理人 .\*+ · /),
      expect.stringMatching(/^开始办\s+物业 办理人 .\*+ · /),
    ]);
    expect(await page.getByRole('button', { name: '取消这一件' }).count()).toBe(0);

    await tap('补充说明');
    await page.getByLabel('要补充什么').fill('下午三点后在家');
    await tap('发送');
    await page.getByText('下午三点后在家').waitFor();
    await repairer.work(requestId, { step: 'finish', note: '换了接头' });
    await lookNow();
    await page.getByText('评的是服务，不是人').waitFor();
    await page.getByText('换了接头').waitFor();
    await tap('提交评价');
    await page.getByText('请选一档').waitFor();
    await page.getByLabel('办得好').check();
    await page.getByLabel('想说的话').fill('来得很快');
    await tap('提交评价');
    await page.getByText('您的评价：办得好').waitFor();
    expect(await page.getByRole('button', { name: '提交评价' }).count()).toBe(0);
  });

  it('says once that it was not done, and then no more', async () => {
    await tap('没办好');
    await page.getByText('只能重开一次').waitFor();
    await tap('重开');
    await page.getByText('请写一句').waitFor();
    await page.getByLabel('哪里没办好').fill('又漏了');
    await tap('重开');
    await page.getByText('重开，等人接').waitFor();
    expect(await page.getByRole('button', { name: '没办好' }).count()).toBe(0);
  });

  it('takes back what nobody has begun', async () => {
    await openList();
    await ask('帮跑');
    await page.getByLabel('什么事').fill('取快递');
    await tap('提交');
    await page.getByText('已提交').waitFor();
    await tap('取消这一件');
    await page.getByText('取消后就不办了').waitFor();
    await tap('确定取消');
    await page.getByText('已取消').waitFor();
    await tap('返回');
    await page.getByRole('heading', { name: '办完的' }).waitFor();
    await lines().filter({ hasText: '取快递' }).filter({ hasText: '已取消' }).waitFor();
  });

  it('is told in plain words what is missing or too long, and loses nothing of it', async () => {
    await openList();
    await ask('报修');
    await tap('提交');
    await page.getByText('请写一句要办什么').waitFor();
    await page.getByText('请选“哪里”').waitFor();
    const long = '漏'.repeat(1_001);
    await page.getByLabel('什么事').fill(long);
    await page.getByLabel('楼道').check();
    await tap('提交');
    await page.getByText('最多 1,000 字，现在 1,001 字').waitFor();
    expect(await page.getByLabel('什么事').inputValue()).toBe(long);

    await tap('返回');
    await page.getByText('没写完，接着写').click();
    expect(await page.getByLabel('什么事').inputValue()).toBe(long);
    await page.reload();
    await page.getByLabel('什么事').waitFor();
    expect(await page.getByLabel('什么事').inputValue()).toBe(long);
    expect(await page.getByLabel('楼道').isChecked()).toBe(true);
    await page.getByLabel('什么事').fill('');
    await page.getByLabel('什么事').fill('楼道灯不亮');
    await tap('提交');
    await page.getByText('已提交').waitFor();
    await tap('返回');
    await lines().filter({ hasText: '楼道灯不亮' }).waitFor();
    expect(await page.getByText('没写完，接着写').count()).toBe(0);
  });

  it('writes without a network: it waits through a reload and is sent once', async () => {
    await page.evaluate(async () => !!(await navigator.serviceWorker.ready));
    await openList();
    await phone.setOffline(true);
    await ask('急需');
    await page.getByLabel('被锁门外').check();
    await page.getByLabel('什么事').fill('门锁坏了');
    await tap('提交');
    await page.getByText('未发送，联网后自动发送').waitFor();
    await page.reload();
    await page.getByText('未发送，联网后自动发送').waitFor();
    await page.getByText('门锁坏了').waitFor();
    submitted.length = 0;
    await phone.setOffline(false);
    await lines().filter({ hasText: '门锁坏了' }).waitFor();
    expect(await page.getByText('未发送').count()).toBe(0);
    await page.reload();
    await lines().filter({ hasText: '门锁坏了' }).waitFor();
    expect(await lines().filter({ hasText: '门锁坏了' }).count()).toBe(1);
    expect(new Set(submitted).size).toBe(1);
  });

  it('whose answer was lost on the way is one request all the same', async () => {
    let lost = 0;
    await page.route('**/residents/*/requests', async (route) => {
      if (route.request().method() !== 'POST' || lost > 0) return route.fallback();
      lost += 1;
      await route.fetch();
      return route.abort();
    });
    await ask('帮跑');
    await page.getByLabel('什么事').fill('缴水费');
    await tap('提交');
    await page.getByText('未发送，联网后自动发送').waitFor();
    await lookNow();
    await lines().filter({ hasText: '缴水费' }).waitFor();
    await page.getByText('未发送').waitFor({ state: 'detached' });
    await page.reload();
    await lines().filter({ hasText: '缴水费' }).waitFor();
    expect([lost, await lines().filter({ hasText: '缴水费' }).count()]).toEqual([1, 1]);
    await page.unroute('**/residents/*/requests');
  });

  it('asks for somebody whose proxy they are; of medicine nobody is told but whoever asked', async () => {
    const elder = streetAt(street.local.origin, { ownAddresses: false }).newClient();
    const account = await signIn(elder, { audience: 'resident', phone: person(1) });
    const [theirs] = ResidentAccount.parse(account).residents;
    if (theirs === undefined) throw new Error('nobody is behind the number');
    const path = `/api/v1/resident/residents/${theirs.residentId}`;
    await elder.call('POST', `${path}/proxies`, { body: { phone: person(0), called: '女儿' } });
    await signInAgain();
    await openList();
    await page.locator('.whose-line button').click();
    await page.getByRole('dialog').getByText(theirs.houseLabel).click();
    await page.getByRole('heading', { name: `${theirs.maskedName}的诉求` }).waitFor();

    await ask('代开药');
    await page.getByText('只有办理人能看到内容，办结后销毁').waitFor();
    await page.getByLabel('药名').fill('氨氯地平');
    await tap('提交');
    await page.getByText('已提交').waitFor();
    await page.getByText('氨氯地平').first().waitFor();
    const medicine = idShown();
    await openList();
    await ask('取物品');
    await page.getByLabel('在哪里取').fill('西门驿站');
    await tap('提交');
    await page.getByText('已提交').waitFor();

    const read = JSON.stringify(await elder.call('GET', `${path}/requests`));
    expect(read).toContain('西门驿站');
    expect(read).not.toMatch(/氨氯地平|medicine/);
    await expect(elder.call('GET', `/api/v1/resident/requests/${medicine}`)).rejects.toThrow();
    await expect(repairer.call('GET', `requests/${medicine}`)).rejects.toThrow();
  });

  /** Names and proxies are as of the last sign-in. */
  async function signInAgain() {
    await page.goto(`${street.local.origin}/resident/#/me`);
    await tap('退出登录');
    await tap('退出并删除');
    await page.getByRole('heading', { name: '我们记什么，为什么' }).waitFor();
    await page.getByRole('checkbox').check();
    await tap('用手机号登录');
    await page.getByLabel('手机号').fill(person(0));
    await tap('获取验证码');
    await page.getByLabel('6 位验证码').waitFor();
    await page.getByLabel('6 位验证码').fill(await codeFor(street, person(0)));
    await tap('登录');
    await tap('是');
    await livePicture(page).waitFor();
  }

  it.each(['light', 'dark'] as const)(
    'keeps nobody out and cuts nothing off, in both languages and large type (%s)',
    async (colorScheme) => {
      await page.emulateMedia({ colorScheme });
      const found: string[] = [];
      for (const [language, type] of [
        ['zh', 'normal'],
        ['en', 'normal'],
        ['zh', 'large'],
        ['en', 'large'],
      ] as const) {
        await page.evaluate(
          ([tongue, size]) => {
            localStorage.setItem('xq-language', tongue);
            localStorage.setItem('xq-type', size);
          },
          [language, type] as const,
        );
        await openList();
        await page.reload();
        await lines().first().waitFor();
        const note = async (where: string) => {
          const seen = [...(await seriousViolations(page)), ...(await cutOff(page))];
          found.push(...seen.map((what) => `${where} ${language} ${type}: ${what}`));
        };
        await note('list');
        await lines().last().click();
        await page.locator('.timeline > li').first().waitFor();
        await note('one');
        for (const asked of ['repair', 'medicine', 'shopping']) {
          await page.goto(`${street.local.origin}/resident/#/requests/new/${asked}`);
          await page.locator('form button[type=submit]').click();
          await page.getByRole('alert').first().waitFor();
          await note(asked);
        }
      }
      expect(found).toEqual([]);
    },
  );
});
