import type { BrowserContext, Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RequestId } from '../../shared/ids.ts';
import { faultsOn, openDesk, SIZES, signInHere } from './manager.ts';
import { lookFor, staffCalls } from './staff-calls.ts';
import { openStreet, type Street } from './street.ts';

const SECOND_REPAIRER = '13900009603';

describe('those who do what residents ask for, on phones of 360 by 740', () => {
  let street: Street;
  let office: Page;
  let first: Page;
  let second: Page;
  let firstPhone: BrowserContext;
  /** What the server was asked to do with a request, as it came. */
  const sent: string[] = [];
  let taken = 0;
  let atTheDoor: RequestId;

  const call = (...asked: Parameters<ReturnType<typeof staffCalls>>) =>
    staffCalls(office)(...asked);
  /** As the office writes it down on the phone. */
  const take = async (changed: Record<string, unknown> = {}): Promise<RequestId> => {
    const request = await call('POST', '/compounds/cmp_1/requests', {
      key: String(++taken).padStart(16, '0'),
      typeId: 'repair',
      text: '楼道灯不亮',
      details: { where: '楼道' },
      photos: [],
      building: 3,
      heardBy: 'phone',
      ...changed,
    });
    return RequestId.parse(Object(request).requestId);
  };
  const openTasks = async (phone: string): Promise<[Page, BrowserContext]> => {
    const context = await street.newPhone();
    const page = await context.newPage();
    await page.goto(`${street.local.origin}/manager/`);
    await signInHere(street, page, phone);
    await page.getByRole('heading', { name: '我的工单' }).waitFor();
    return [page, context];
  };
  const cards = (page: Page) => page.getByRole('list', { name: '我的工单' }).getByRole('listitem');
  const button = (page: Page, name: RegExp | string) => page.getByRole('button', { name });
  const idOf = (page: Page): Promise<string> =>
    page.evaluate(() => JSON.parse(localStorage.getItem('xq-manager') ?? '{}').staffId);

  beforeAll(async () => {
    street = await openStreet();
    office = (await openDesk(street)).page;
    await office.goto(`${street.local.origin}/manager/`);
    await signInHere(street, office);
    await office.getByRole('navigation').first().waitFor();
    [first, firstPhone] = await openTasks(street.local.demo.repairer.phone);
    [second] = await openTasks(SECOND_REPAIRER);
    first.on('request', (request) => {
      if (request.url().endsWith('/work')) sent.push(request.postData() ?? '');
    });
  });
  afterAll(() => street.close());

  it('two tap at once: one has it, the other reads at once who', async () => {
    await take();
    await Promise.all([first, second].map((page) => lookFor(page, button(page, /抢单/))));
    await Promise.all([first, second].map((page) => button(page, /抢单/).click()));
    const lost = (page: Page) => page.getByText(/已被物业公司 .\*+接走/);
    const won = (page: Page) => cards(page).filter({ hasText: '报修' });
    await first
      .getByText(/在办 1|已被物业/)
      .first()
      .waitFor();
    await second
      .getByText(/在办 1|已被物业/)
      .first()
      .waitFor();
    const outcomes = await Promise.all(
      [first, second].map(async (page) => [await won(page).count(), await lost(page).count()]),
    );
    expect(outcomes.toSorted()).toEqual([
      [0, 1],
      [1, 0],
    ]);
    const loser = (await lost(first).count()) === 1 ? first : second;
    await button(loser, '知道了').click();
    await loser.getByText('现在没有可抢的单。').waitFor();
  });

  it('begins, and sees everything on a narrow phone in both languages', async () => {
    await take({ typeId: 'urgent', details: { need: '奶粉' }, text: '家里没有奶粉了' });
    atTheDoor = await take({ building: 1, text: '单元门关不上' });
    await lookFor(first, button(first, /抢单 急需/));
    await button(first, /抢单 急需/).click();
    const urgent = cards(first).filter({ hasText: '急需' });
    await urgent.getByText(/前，还剩|前$/).waitFor();
    await urgent.getByRole('button', { name: /^开始/ }).click();
    await urgent.getByText('办理中').waitFor();
    expect(await faultsOn(first, 'my tasks')).toEqual([]);
    await first.setViewportSize(SIZES.phone);
    await urgent.getByRole('link').click();
    await first.getByText('家里没有奶粉了').waitFor();
    await button(first, '显示联系电话').waitFor();
    expect(await faultsOn(first, 'one task, its number not shown')).toEqual([]);
    await first.setViewportSize(SIZES.phone);
    await button(first, '显示联系电话').click();
    await first.getByText('没有留号码，请上门').waitFor();
    expect(await faultsOn(first, 'one task')).toEqual([]);
    await first.setViewportSize(SIZES.phone);
    await first.getByRole('link', { name: '我的工单' }).first().click();
    await cards(first).first().waitFor();
  });

  it('reads on the page of one task that there is no network, and finds what was typed again', async () => {
    const urgent = cards(first).filter({ hasText: '急需' });
    await urgent.getByRole('link').click();
    await first.getByText('家里没有奶粉了').waitFor();
    await firstPhone.setOffline(true);
    await first.getByText('现在没有网络。备注、开始、暂停、办完先存在这部手机上').waitFor();
    await button(first, '备注').click();
    await first.getByLabel('备注内容').fill('门没人应');
    await first.getByRole('dialog').getByRole('button', { name: '取消' }).click();
    await first.getByRole('dialog').waitFor({ state: 'detached' });
    await button(first, '备注').click();
    expect(await first.getByLabel('备注内容').inputValue()).toBe('门没人应');
    await first.getByLabel('备注内容').fill('');
    await first.getByRole('dialog').getByRole('button', { name: '取消' }).click();
    expect(await faultsOn(first, 'one task without a network')).toEqual([]);
    await first.setViewportSize(SIZES.phone);
    await firstPhone.setOffline(false);
    await first.getByText('现在没有网络').waitFor({ state: 'detached' });
    await first.getByRole('link', { name: '我的工单' }).first().click();
    await cards(first).first().waitFor();
  });

  it('writes a note and finishes without a network; it is sent once when that is back', async () => {
    const urgent = cards(first).filter({ hasText: '急需' });
    sent.length = 0;
    await firstPhone.setOffline(true);
    await urgent.getByRole('button', { name: /^更多/ }).click();
    await first.getByRole('menuitem', { name: '备注' }).click();
    await first.getByLabel('备注内容').fill('已送到门口');
    await first.getByRole('dialog').getByRole('button', { name: '备注', exact: true }).click();
    await first.getByRole('dialog').waitFor({ state: 'detached' });
    await urgent.getByRole('button', { name: /^办完/ }).click();
    await first.getByLabel('说明（可不填）').fill('奶粉两罐，已交给本人');
    await first.getByRole('dialog').getByRole('button', { name: '办完', exact: true }).click();
    await first.getByRole('dialog').waitFor({ state: 'detached' });
    const waits = first.getByRole('region', { name: '待发送' });
    expect(await waits.getByRole('listitem').count()).toBe(2);
    expect(await faultsOn(first, 'what waits')).toEqual([]);
    await first.setViewportSize(SIZES.phone);
    expect(sent).toEqual([]);
    await firstPhone.setOffline(false);
    await waits.waitFor({ state: 'detached' });
    await urgent.waitFor({ state: 'detached' });
    const keys = sent.map((body) => Object(JSON.parse(body)).key);
    expect(new Set(keys).size).toBe(2);
    await office.goto(`${street.local.origin}/manager/requests`);
    await office.getByRole('link', { name: /急需/ }).click();
    const steps = office.getByRole('region', { name: '办理经过' }).getByRole('listitem');
    await steps.filter({ hasText: '奶粉两罐，已交给本人' }).waitFor();
    expect(await steps.filter({ hasText: '已送到门口' }).count()).toBe(1);
  });

  it('what waits outlives a reload, and what the server does not take says why', async () => {
    await lookFor(second, button(second, /抢单 报修 1幢/));
    await button(second, /抢单 报修 1幢/).click();
    const mine = cards(second).filter({ hasText: '1幢' });
    await mine.getByRole('button', { name: /^开始/ }).click();
    await mine.getByText('办理中').waitFor();
    await second.route('**/work', (route) => route.abort());
    await mine.getByRole('button', { name: /^更多/ }).click();
    await second.getByRole('menuitem', { name: '备注' }).click();
    await second.getByLabel('备注内容').fill('等零件');
    await second.getByRole('dialog').getByRole('button', { name: '备注', exact: true }).click();
    await second.getByRole('dialog').waitFor({ state: 'detached' });
    await second.reload();
    const waits = second.getByRole('region', { name: '待发送' });
    await waits.getByText('等零件').waitFor();

    // Meanwhile it is somebody else's.
    await call('POST', `/requests/${atTheDoor}/assignment`, { to: await idOf(first) });
    await second.unroute('**/work');
    await second.reload();
    await waits.getByText('未被接受').waitFor();
    await waits.getByText('等零件').waitFor();
    await waits.getByRole('button', { name: '删除这一条' }).click();
    await waits.waitFor({ state: 'detached' });
  });

  it('opens again without a network with its tasks and what waits, and a claim says that it needs one', async () => {
    await first.evaluate(async () => !!(await navigator.serviceWorker.ready));
    await take({ building: 2, text: '门禁读不出' });
    await lookFor(first, button(first, /抢单 报修 2幢/));
    const task = cards(first).filter({ hasText: '1幢' });
    await task.waitFor();
    sent.length = 0;
    await firstPhone.setOffline(true);
    await task.getByRole('button', { name: /^更多/ }).click();
    await first.getByRole('menuitem', { name: '备注' }).click();
    await first.getByLabel('备注内容').fill('带梯子来');
    await first.getByRole('dialog').getByRole('button', { name: '备注', exact: true }).click();
    await first.getByRole('dialog').waitFor({ state: 'detached' });

    await first.reload();
    await task.waitFor();
    await first.getByText(/网络不通。下面是断网前的内容。\s*时间：/).waitFor();
    expect(await first.getByText('网络不通').count()).toBe(1);
    await first.getByRole('region', { name: '待发送' }).getByText('带梯子来').waitFor();
    await button(first, /抢单 报修 2幢/).click();
    await first.getByText('没有网络，抢不了单').waitFor();
    expect(await faultsOn(first, 'my tasks without a network')).toEqual([]);
    await first.setViewportSize(SIZES.phone);
    expect(sent).toEqual([]);

    await firstPhone.setOffline(false);
    await first.getByRole('region', { name: '待发送' }).waitFor({ state: 'detached' });
    expect(sent).toHaveLength(1);
  });

  it('says on signing out what was not sent, and takes it away', async () => {
    const task = cards(first).filter({ hasText: '1幢' });
    await firstPhone.setOffline(true);
    await task.getByRole('button', { name: /^更多/ }).click();
    await first.getByRole('menuitem', { name: '备注' }).click();
    await first.getByLabel('备注内容').fill('没送出去的话');
    await first.getByRole('dialog').getByRole('button', { name: '备注', exact: true }).click();
    await first.getByRole('dialog').waitFor({ state: 'detached' });
    await first.route('**/work', (route) => route.abort());
    await firstPhone.setOffline(false);
    await button(first, '退出登录').click();
    const asked = first.getByRole('dialog');
    await asked.getByText('还有 1 条没有发出去').waitFor();
    expect(await faultsOn(first, 'signing out with something unsent')).toEqual([]);
    await first.setViewportSize(SIZES.phone);
    await asked.getByRole('button', { name: '退出并删除' }).click();
    await first.getByLabel('手机号').waitFor();
    const kept = await first.evaluate(() =>
      JSON.stringify([{ ...localStorage }, { ...sessionStorage }]),
    );
    expect(kept).not.toContain('没送出去的话');
    await first.unroute('**/work');
    await signInHere(street, first, street.local.demo.repairer.phone);
    await first.getByRole('heading', { name: '我的工单' }).waitFor();
  });

  it('a role that is ended in mid-task: its holder is out, and the task waits for another', async () => {
    await lookFor(first, cards(first).filter({ hasText: '1幢' }));
    const staffId = await idOf(first);
    await call('POST', '/places/cmp_1/ended-grants', { staffId, role: 'repairer' });
    await cards(first).filter({ hasText: '1幢' }).getByRole('button', { name: /^开始/ }).click();
    await first.getByText('请重新登录').waitFor();
    await lookFor(second, button(second, /抢单 报修 1幢/));
  });
});
