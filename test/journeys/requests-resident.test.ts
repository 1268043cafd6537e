import type { BrowserContext, Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signIn, streetAt } from '../../infra/demo/street-client.ts';
import { ResidentAccount } from '../../shared/messages/sign-in.ts';
import { newSubmissionKey } from '../../web/resident/requests/submission-key.ts';
import { seriousViolations } from '../support/axe.ts';
import { cutOff } from './cut-off.ts';
import { type Hands, handsOf } from './desk-hands.ts';
import { type DeskPages, deskPages } from './desk-pages.ts';
import { codeFor, livePicture, openStreet, type Street, signInResident } from './street.ts';

describe('a resident and the service desk', () => {
  let street: Street;
  let phone: BrowserContext;
  let page: Page;
  let desk: DeskPages;
  let repairer: Hands;
  /** The request with things, money and many steps. */
  let withEverything = '';

  /** With a number that is nobody else's. */
  const person = (at: number) => {
    const found = street.local.demo.residents.filter(({ who }) => !who.includes('、'))[at];
    if (found === undefined) throw new Error('the demo street has too few residents');
    return found.phone;
  };
  beforeAll(async () => {
    street = await openStreet();
    phone = await street.newPhone();
    page = await phone.newPage();
    desk = deskPages(page, street.local.origin);
    await signInResident(street, page, person(0));
    repairer = await handsOf(street, street.local.demo.repairer.phone);
  });
  afterAll(() => street.close());

  it('asks for a repair in two taps and a line, with two photos, and finds it in the list', async () => {
    await page.getByRole('link', { name: '报事' }).click();
    await desk.ask('报修');
    await page.getByLabel('什么事').fill('厨房水管漏水');
    await page.getByLabel('家里').check();
    await desk.addPhotos(2);
    await desk.tap('提交');
    await page.getByText('已提交。办到哪一步').waitFor();
    await page.getByText('等人接').waitFor();
    expect(await desk.photosShown()).toEqual([360, 360]);
    await desk.tap('返回');
    await desk.lines().filter({ hasText: '厨房水管漏水' }).waitFor();
    expect(await desk.lines().first().innerText()).toMatch(/等人接\s+.* 前/);
  });

  it('follows who does what, adds a word, and rates the service', async () => {
    await desk.lines().first().click();
    await page.getByText('办理经过').waitFor();
    const requestId = desk.idShown();
    await repairer.claim(requestId);
    await repairer.work(requestId, { step: 'start' });
    await desk.lookNow();
    const steps = page.locator('.timeline > li');
    await steps.nth(2).waitFor();
    expect(await steps.allInnerTexts()).toEqual([
      expect.stringMatching(/^提交\s+提交人 · /),
      expect.stringMatching(/^接单\s+物业 办理人 .\*+ · /),
      expect.stringMatching(/^开始办\s+物业 办理人 .\*+ · /),
    ]);
    expect(await page.getByRole('button', { name: '取消这一件' }).count()).toBe(0);

    await desk.tap('补充说明');
    await page.getByLabel('要补充什么').fill('下午三点后在家');
    await desk.tap('发送');
    await page.getByText('下午三点后在家').waitFor();
    await repairer.work(requestId, { step: 'finish', note: '换了接头' });
    await desk.lookNow();
    await page.getByText('评的是服务，不是人').waitFor();
    await page.getByText('换了接头').waitFor();
    await desk.tap('提交评价');
    await page.getByText('请选一档').waitFor();
    await page.getByLabel('办得好').check();
    await page.getByLabel('想说的话').fill('来得很快');
    await desk.tap('提交评价');
    await page.getByText('您的评价：办得好').waitFor();
    expect(await page.getByRole('button', { name: '提交评价' }).count()).toBe(0);
  });

  it('says once that it was not done, and then no more', async () => {
    await desk.tap('没办好');
    await page.getByText('只能重开一次').waitFor();
    await desk.tap('重开');
    await page.getByText('请写一句').waitFor();
    await page.getByLabel('哪里没办好').fill('又漏了');
    await desk.tap('重开');
    await page.getByText('重开，等人接').waitFor();
    expect(await page.getByRole('button', { name: '没办好' }).count()).toBe(0);
  });

  it('takes back what nobody has begun', async () => {
    await desk.openList();
    await desk.ask('帮跑');
    await page.getByLabel('什么事').fill('取快递');
    await desk.tap('提交');
    await page.getByText('已提交').waitFor();
    await desk.tap('取消这一件');
    await page.getByText('取消后就不办了').waitFor();
    await desk.tap('确定取消');
    await page.getByText('已取消').waitFor();
    await desk.tap('返回');
    await page.getByRole('heading', { name: '已结案或取消的' }).waitFor();
    await desk.lines().filter({ hasText: '取快递' }).filter({ hasText: '已取消' }).waitFor();
  });

  it('confirms what goes from hand to hand: a key out and back, and money', async () => {
    await desk.openList();
    await desk.ask('帮跑');
    await page.getByLabel('什么事').fill('拿钥匙开门取包');
    await desk.tap('提交');
    await page.getByText('已提交').waitFor();
    const requestId = desk.idShown();
    withEverything = requestId;
    await repairer.claim(requestId);
    await repairer.work(requestId, { step: 'start' });
    const [key, money] = [newSubmissionKey(), newSubmissionKey()];
    const matters = `requests/${requestId}`;
    await repairer.call('POST', `${matters}/hand-overs`, { key, what: 'key', label: '大门' });
    await desk.lookNow();
    const handOver = page.getByTestId('hand-over');
    await handOver.getByText('钥匙 大门').waitFor();
    await handOver.getByText('是您交的吗').waitFor();
    await desk.tap('确认已交给办理人');
    await handOver.getByText('您已确认交出').waitFor();
    await handOver.getByText('现在在办理人那里').waitFor();
    await repairer.call('POST', `${matters}/hand-overs/${key}/return`);
    await repairer.call('POST', `${matters}/advances`, { key: money, amountFen: 3_550 });
    await desk.lookNow();
    await handOver.getByText('收到了吗').waitFor();
    await desk.tap('没有收到');
    await handOver.getByText('您说没有收到').waitFor();
    await desk.tap('确认已收回');
    await handOver.getByText('确认后不能改').waitFor();
    await desk.tap('在我手里，确认');
    await handOver.getByText('您已确认收回').waitFor();
    const advance = page.getByTestId('advance');
    await advance.getByText('垫付 35.50 元').waitFor();
    await desk.tap('确认已结清');
    await desk.tap('都还了，确认结清');
    await advance.getByText('等办理人确认').waitFor();
    await repairer.call('POST', `${matters}/advances/${money}/settlement`);
    await desk.lookNow();
    await advance.getByText('已结清', { exact: true }).waitFor();
    await repairer.work(requestId, { step: 'finish' });
  });

  it('reads how the desk of the compound does, in counts and times', async () => {
    await desk.openList();
    await page.getByRole('link', { name: '本小区办事情况' }).click();
    await page.getByText('只有件数和时间').waitFor();
    await page.getByRole('row', { name: /帮跑/ }).waitFor();
    expect(await page.locator('main').innerText()).not.toMatch(/\*\*/);
  });

  it('asks for somebody whose proxy they are; of medicine nobody is told but whoever asked', async () => {
    const elder = streetAt(street.local.origin, { ownAddresses: false }).newClient();
    const account = await signIn(elder, { audience: 'resident', phone: person(1) });
    const [theirs] = ResidentAccount.parse(account).residents;
    if (theirs === undefined) throw new Error('nobody is behind the number');
    const path = `/api/v1/resident/residents/${theirs.residentId}`;
    await elder.call('POST', `${path}/proxies`, { body: { phone: person(0), called: '女儿' } });
    await signInAgain();
    await desk.openList();
    await page.locator('.whose-line button').click();
    await page.getByRole('dialog').getByText(theirs.houseLabel).click();
    await page.getByRole('heading', { name: `${theirs.maskedName}的诉求` }).waitFor();

    await desk.ask('代开药');
    await page.getByText('只有办理人能看到内容，结案后销毁').waitFor();
    await page.getByLabel('药名').fill('氨氯地平');
    await desk.tap('提交');
    await page.getByText('已提交').waitFor();
    await page.getByText('氨氯地平').first().waitFor();
    const medicine = desk.idShown();
    await desk.openList();
    await desk.ask('取物品');
    await page.getByLabel('在哪里取').fill('西门驿站');
    await desk.tap('提交');
    await page.getByText('已提交').waitFor();

    const read = JSON.stringify(await elder.call('GET', `${path}/requests`));
    expect(read).toContain('西门驿站');
    expect(read).not.toMatch(/氨氯地平|medicine/);
    await expect(elder.call('GET', `/api/v1/resident/requests/${medicine}`)).rejects.toThrow();
    await expect(repairer.call('GET', `requests/${medicine}`)).rejects.toThrow();
  });

  it('says before signing out what was not sent and would be gone', async () => {
    await desk.openList();
    await desk.ask('报修');
    await page.getByLabel('什么事').fill('门铃不响');
    await page.goto(`${street.local.origin}/resident/#/me`);
    await desk.tap('退出登录');
    await page.getByText('还有 1 件诉求没写完，退出后就没有了').waitFor();
    await desk.tap('不退出');
    await desk.openList();
    await page.getByText('没写完，接着写').click();
    await page.getByRole('radio', { name: '家里' }).check();
    await phone.setOffline(true);
    await desk.tap('提交');
    await page.getByText('未发送，联网后自动发送').waitFor();
    await page.getByRole('link', { name: '我的' }).click();
    await desk.tap('退出登录');
    await page.getByText('还有 1 条没有发出去').waitFor();
    await desk.tap('不退出');
    await phone.setOffline(false);
  });

  /** Names and proxies are as of the last sign-in. */
  async function signInAgain() {
    await page.goto(`${street.local.origin}/resident/#/me`);
    await desk.tap('退出登录');
    await desk.tap('退出并删除');
    await page.getByRole('heading', { name: '我们记什么，为什么' }).waitFor();
    await page.getByRole('checkbox').check();
    await desk.tap('用手机号登录');
    await page.getByLabel('手机号').fill(person(0));
    await desk.tap('获取验证码');
    await page.getByLabel('6 位验证码').waitFor();
    await page.getByLabel('6 位验证码').fill(await codeFor(street, person(0)));
    await desk.tap('登录');
    await desk.tap('是');
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
        await desk.openList();
        await page.reload();
        await desk.lines().first().waitFor();
        const note = async (where: string) => {
          const seen = [...(await seriousViolations(page)), ...(await cutOff(page))];
          found.push(...seen.map((what) => `${where} ${language} ${type}: ${what}`));
        };
        await note('list');
        await page.goto(`${street.local.origin}/resident/#/requests/${withEverything}`);
        await page.locator('.timeline > li').first().waitFor();
        await note('one');
        await page.goto(`${street.local.origin}/resident/#/scoreboard`);
        await page.locator('tbody tr').first().waitFor();
        await note('scoreboard');
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
