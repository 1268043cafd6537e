import type { Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RequestId } from '../../shared/ids.ts';
import { Whistle } from '../../shared/messages/whistles.ts';
import { shanghaiDay } from '../../shared/time/shanghai.ts';
import { addDays } from '../../shared/time/shanghai-days.ts';
import { seriousViolations } from '../support/axe.ts';
import { cutOff, openDesk, signInHere } from './manager.ts';
import { openStreet, type Street } from './street.ts';

const ASKED = '3 幢地下室积水，请排水并查原因。';

describe('a department that was called, on a phone of 360 by 740 and without an account', () => {
  let street: Street;
  let links: string[];
  let office: Page;
  let request: RequestId;
  const complaints: string[] = [];

  /** The department's page by its link, as somebody pastes it. */
  const openLink = async (link: string): Promise<Page> => {
    const page = await (await street.newPhone()).newPage();
    await page.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', ({ violatedDirective }) => {
        console.error(`policy: ${violatedDirective}`);
      });
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      const isRefusal = /Failed to load resource/.test(message.text());
      if (message.type() === 'error' && !isRefusal) complaints.push(message.text());
    });
    await page.goto(`${street.local.origin}/whistle/#${link}`);
    return page;
  };
  const tap = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
  const rowOf = (page: Page, name: string) => page.getByRole('listitem').filter({ hasText: name });
  /** What is wrong with the page as it stands, in both languages. */
  const wrongWith = async (page: Page): Promise<string[]> => {
    const found: string[] = [];
    for (const other of ['English', '中文']) {
      found.push(...(await seriousViolations(page)), ...(await cutOff(page)));
      await tap(page, other);
    }
    return found;
  };

  beforeAll(async () => {
    street = await openStreet();
    const { page } = await openDesk(street);
    office = page;
    await page.goto(`${street.local.origin}/manager/`);
    await signInHere(street, page, street.local.demo.communityWorker.phone);
    await page.getByRole('navigation').first().waitFor();
    const post = (path: string, body: Record<string, unknown>): Promise<unknown> =>
      page.evaluate(
        async ([to, text]) => {
          const headers = { 'content-type': 'application/json' };
          const answer = await fetch(to, { method: 'POST', headers, body: text });
          return answer.json();
        },
        [`/api/v1/manager${path}`, JSON.stringify(body)] as const,
      );
    const taken = await post('/compounds/cmp_1/requests', {
      key: '0000000000000001',
      typeId: 'other',
      text: '地下室进水了',
      details: {},
      photos: [],
      building: 3,
      heardBy: 'phone',
    });
    request = RequestId.parse(Object(taken).requestId);
    const blown = await post(`/requests/${request}/whistles`, {
      key: '0000000000000002',
      asked: ASKED,
      departments: [
        { name: '城管执法队', hours: 4 },
        { name: '供水公司', hours: 8 },
      ],
      hotlineNumber: 'HZ2611270042',
    });
    links = Whistle.parse(blown).departments.map(({ link }) => link ?? '');
  });
  afterAll(() => street.close());

  it('sees what is asked, by when, and who else was called', async () => {
    const page = await openLink(links[0] ?? '');
    await page.getByText(ASKED).waitFor();
    const shown = await page.locator('main').innerText();
    expect(shown).toContain('锦苑小区 3幢');
    expect(shown).toContain('12345 工单号 HZ2611270042');
    expect(shown).toMatch(/请 城管执法队 在 .+ 前回复/);
    expect(await rowOf(page, '供水公司').innerText()).toContain('等待回复');
    expect(shown).not.toContain('进水了');
    expect(await wrongWith(page)).toEqual([]);
    await page.close();
  });

  it('says when it comes, and what it says stands on everybody’s page', async () => {
    const page = await openLink(links[0] ?? '');
    await tap(page, '提交');
    await page.getByRole('alert').getByText('请选一项。').waitFor();
    await page.getByLabel('将在某时到场').check();
    await page.getByLabel('说明（可不填）').fill('带两台泵');
    await tap(page, '提交');
    await page.getByText('请填到场时间，要晚于现在。').waitFor();
    // What was typed is still there.
    expect(await page.getByLabel('说明（可不填）').inputValue()).toBe('带两台泵');
    const tomorrow = addDays(shanghaiDay(Date.now()), 1);
    await page.getByLabel('到场时间').fill(`${tomorrow}T09:30`);
    expect(await wrongWith(page)).toEqual([]);
    await tap(page, '提交');
    await page.getByText('已提交，各方都能看到。').waitFor();
    expect(await rowOf(page, '城管执法队').innerText()).toMatch(/09:30 到\s+带两台泵/);

    const other = await openLink(links[1] ?? '');
    await rowOf(other, '城管执法队').getByText('带两台泵').waitFor();
    await other.close();
    await page.close();
  });

  it('says that it is not its task only with the reason', async () => {
    const page = await openLink(links[1] ?? '');
    await page.getByLabel('不是本单位职责').check();
    await tap(page, '提交');
    await page.getByText('请说明原因。').waitFor();
    await page.getByLabel('说明原因').fill('属排水公司管辖');
    await tap(page, '提交');
    await page.getByText('已提交，各方都能看到。').waitFor();
    expect(await rowOf(page, '供水公司').innerText()).toMatch(/不是本单位职责\s+属排水公司管辖/);
    await page.close();
  });

  it('arrives, in English as well, and is asked nothing more', async () => {
    const page = await openLink(links[0] ?? '');
    await page.getByText(ASKED).waitFor();
    await tap(page, 'English');
    await page.getByLabel('We have arrived').check();
    await tap(page, 'Send');
    await page.getByText('You have arrived, thank you.').waitFor();
    expect(await page.getByRole('radio').count()).toBe(0);
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('en');
    await page.close();
  });

  it('is told what to do where the link is cut off, wrong, or the network is gone', async () => {
    const [link = ''] = links;
    const page = await openLink(link.slice(0, -4));
    await page.getByText('没有链接里的编号，可能没有复制完整。').waitFor();
    expect(await wrongWith(page)).toEqual([]);
    // The whole one, pasted into the same window.
    await page.goto(`${street.local.origin}/whistle/#${link}`);
    await page.getByText(ASKED).waitFor();
    await page.goto(`${street.local.origin}/whistle/#${link.slice(0, -3)}AAA`);
    await page.getByText('这个链接不对，可能没有复制完整。').waitFor();
    await page.context().setOffline(true);
    await page.goto(`${street.local.origin}/whistle/#${link}`);
    await page.getByText('网络不通。').waitFor();
    await page.context().setOffline(false);
    await tap(page, '再试一次');
    await page.getByText(ASKED).waitFor();
    await page.close();
  });

  it('reads that the call was taken back and why, once the community has done so', async () => {
    await office.goto(`${street.local.origin}/manager/requests/${request}`);
    await office.getByRole('button', { name: '撤回吹哨' }).click();
    const dialog = office.getByRole('dialog');
    await dialog.getByRole('button', { name: '撤回', exact: true }).click();
    await dialog.getByText('请写出撤回的原因。').waitFor();
    await dialog.getByLabel('撤回的原因').fill('水已退');
    await dialog.getByRole('button', { name: '撤回', exact: true }).click();
    await office.getByText(/社区 .+ 已撤回/).waitFor();
    expect(await office.getByRole('button', { name: '撤回吹哨' }).count()).toBe(0);
    const page = await openLink(links[1] ?? '');
    await page.getByText('社区已撤回这次吹哨，不用再到场').waitFor();
    await page.getByText('水已退').waitFor();
    expect(await page.getByRole('radio').count()).toBe(0);
    expect(await wrongWith(page)).toEqual([]);
    await page.close();
  });

  it('the desk notes the number of a 12345 case afterwards', async () => {
    await office.getByRole('button', { name: /^填写/ }).click();
    const dialog = office.getByRole('dialog');
    await dialog.getByLabel('12345 工单号').fill('HZ26-0042');
    await dialog.getByRole('button', { name: '记下' }).click();
    await dialog.waitFor({ state: 'detached' });
    await office.getByText('HZ26-0042').waitFor();
  });

  it('and its page does nothing that its policy forbids', () => {
    expect(complaints).toEqual([]);
  });
});
