import type { Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DeskSettings } from '../../shared/messages/desk-settings.ts';
import { seriousViolations } from '../support/axe.ts';
import { type Desk, faultsOn, openConsole, openDesk, SIZES, signInHere } from './manager.ts';
import { lookFor, staffCalls } from './staff-calls.ts';
import { openStreet, type Street } from './street.ts';

const DAY_MS = 86_400_000;

describe('those who run the service desk, at 1440 by 900', () => {
  let street: Street;
  let manager: Desk;
  let community: Desk;
  let repairer: Page;
  let requestPath: string;
  /** Of the first resident. */
  let house: string;

  const dialog = (page: Page) => page.getByRole('dialog');
  const tap = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
  const inDialog = (page: Page, name: string) =>
    dialog(page).getByRole('button', { name, exact: true }).click();
  const closed = (page: Page) => dialog(page).waitFor({ state: 'detached' });
  const row = (page: Page, words: string) => page.getByRole('row').filter({ hasText: words });
  const state = (page: Page, words: string) =>
    page.locator('.page-head').getByText(words, { exact: true }).waitFor();

  beforeAll(async () => {
    street = await openStreet();
    [house = ''] = street.local.demo.residents[0]?.who.split(' ') ?? [];
    manager = await openDesk(street);
    community = await openDesk(street);
    await openConsole(street, manager.page, 'desk-settings');
    repairer = await (await street.newPhone()).newPage();
    await repairer.goto(`${street.local.origin}/manager/`);
    await signInHere(street, repairer, street.local.demo.repairer.phone);
    await repairer.getByRole('heading', { name: '我的工单' }).waitFor();
  });
  afterAll(() => street.close());

  it('a manager says what can be asked for; who was second is told, and keeps what they typed', async () => {
    const { page } = manager;
    await row(page, '报修').getByRole('button', { name: '修改' }).click();
    await dialog(page).getByLabel('中文名称', { exact: true }).fill('');
    await inDialog(page, '保存');
    await page.getByText('请填写名称。').waitFor();
    await dialog(page).getByLabel('中文名称', { exact: true }).fill('维修');
    await dialog(page).getByLabel('期限', { exact: true }).fill('36');
    expect(await faultsOn(page, 'a type')).toEqual([]);

    const call = staffCalls(page);
    const path = '/compounds/cmp_1/desk-settings';
    const settings = DeskSettings.parse(await call('GET', path));
    const holidays = ['2027-01-01'];
    await call('PUT', path, { ...settings, calendar: { ...settings.calendar, holidays } });
    await inDialog(page, '保存');
    await page.getByText('刚才有别人改过').waitFor();
    expect(await dialog(page).getByLabel('期限', { exact: true }).inputValue()).toBe('36');
    await inDialog(page, '保存');
    await page.getByText('已保存：维修').waitFor();
    await closed(page);
    await row(page, '维修').getByText('36 小时（只算上班时间）').waitFor();
    // What the other had changed is there.
    await page.getByText('2027-01-01').waitFor();
  });

  it('and when the desk works, and which team does what', async () => {
    const { page } = manager;
    const calendar = page.getByRole('region', { name: '上班时间' });
    await calendar.getByLabel('几点上班').fill('09:00');
    await calendar.getByLabel('节假日（不上班）').fill('2027-02-08');
    await tap(page, '加上 节假日（不上班）');
    await tap(page, '保存上班时间');
    await page.getByText('已保存上班时间').first().waitFor();
    await tap(page, '新增班组');
    await inDialog(page, '保存');
    await page.getByText('请填写名称。').waitFor();
    await dialog(page).getByLabel('名称', { exact: true }).fill('维修组');
    const { maskedName } = await repairer.evaluate(() =>
      JSON.parse(localStorage.getItem('xq-manager') ?? '{}'),
    );
    await dialog(page).getByLabel(`物业公司 ${maskedName}`).first().check();
    await dialog(page).getByLabel('维修', { exact: true }).check();
    await dialog(page).getByLabel('每人最多同时办几件').fill('3');
    expect(await faultsOn(page, 'a team')).toEqual([]);
    await inDialog(page, '保存');
    await page.getByText('已保存班组：维修组').waitFor();
    await closed(page);
    expect(await faultsOn(page, 'settings')).toEqual([]);
  });

  it('takes down by phone what somebody without one needs, and keeps it over a reload', async () => {
    const { page } = manager;
    await page.getByRole('link', { name: '工单看板' }).click();
    await page.getByText('没有未结案的工单。').waitFor();
    await tap(page, '代登记');
    await inDialog(page, '登记');
    await page.getByText('请选一项。').waitFor();
    await dialog(page).getByLabel('办什么').selectOption({ label: '维修' });
    await dialog(page).getByLabel('找住户').fill(house);
    await inDialog(page, '查找');
    await dialog(page).getByLabel(new RegExp(house)).first().check();
    await dialog(page).getByLabel('家里').check();
    await dialog(page).getByLabel('具体什么事').fill('厨房水管漏水');
    expect(await faultsOn(page, 'taking a request')).toEqual([]);
    await page.reload();
    await tap(page, '代登记');
    expect(await dialog(page).getByLabel('具体什么事').inputValue()).toBe('厨房水管漏水');
    await dialog(page)
      .getByLabel('拍照或选照片')
      .setInputFiles({
        name: 'pipe.png',
        mimeType: 'image/png',
        buffer: await page.screenshot(),
      });
    await dialog(page).getByRole('img', { name: '照片 1' }).waitFor();
    expect(await faultsOn(page, 'taking a request with a photo')).toEqual([]);
    await inDialog(page, '登记');
    await page.getByRole('heading', { name: `维修 ${house}` }).waitFor();
    requestPath = new URL(page.url()).pathname;
    await state(page, '待接单');
    await page.getByText('厨房水管漏水').waitFor();
    await page.getByRole('img', { name: '照片 1，点开看大图' }).waitFor();
    await closed(page);
    await tap(page, '显示联系电话');
    await page.getByText(/^打电话 |没有留号码，请上门/).waitFor();
    expect(await faultsOn(page, 'one request')).toEqual([]);
  });

  it('gives it to somebody who is able, and finds it by house once it is late', async () => {
    const { page } = manager;
    await page.getByRole('link', { name: '工单看板' }).first().click();
    await row(page, '维修').getByRole('button', { name: '派单' }).click();
    const able = dialog(page).getByLabel(/维修组 · 在办 0 \/ 上限 3/);
    await able.check();
    expect(await faultsOn(page, 'assigning')).toEqual([]);
    await inDialog(page, '派单');
    await closed(page);
    await row(page, '维修').getByText('已派单').waitFor();
    await page.clock.setSystemTime(Date.now() + 6 * DAY_MS);
    await page.reload();
    await page.getByText('已超时 1 件').waitFor();
    await tap(page, '按期限');
    const late = page.getByRole('region', { name: '已超时' });
    await late.getByText(/^已超时 \d+ 天$/).waitFor();
    await page.getByLabel('找工单').fill(house);
    expect(await late.getByRole('row').count()).toBe(2);
    await page.getByLabel('找工单').fill('9-9-999');
    await page.getByText('没有符合的工单。').waitFor();
    await page.getByLabel('找工单').fill('');
    expect(await faultsOn(page, 'the board')).toEqual([]);
    await tap(page, '按类型');
    await page.getByRole('region', { name: '维修' }).waitFor();
    await page.clock.setSystemTime(Date.now());
  });

  it('rings back when it is done, and closes it', async () => {
    const { page } = manager;
    await lookFor(repairer, repairer.getByRole('button', { name: /^开始 维修/ }));
    await repairer.getByRole('button', { name: /^开始 维修/ }).click();
    await repairer.getByRole('button', { name: /^更多 维修/ }).click();
    await repairer.getByRole('menuitem', { name: '登记交接物品' }).click();
    expect(await faultsOn(repairer, 'a thing handed over')).toEqual([]);
    await repairer.setViewportSize(SIZES.phone);
    await inDialog(repairer, '登记');
    await repairer.getByText('请选一样。').waitFor();
    await repairer.getByRole('radio', { name: '钥匙' }).check();
    await inDialog(repairer, '登记');
    await repairer.getByText('已登记，等住户确认').waitFor();
    await closed(repairer);
    await repairer.getByRole('button', { name: /^办完 维修/ }).click();
    await repairer.getByLabel('说明（可不填）').fill('换了水管');
    await repairer.getByLabel('拍照或选照片').setInputFiles({
      name: 'done.png',
      mimeType: 'image/png',
      buffer: await repairer.screenshot(),
    });
    await repairer.getByRole('img', { name: '照片 1' }).waitFor();
    expect(await faultsOn(repairer, 'finishing')).toEqual([]);
    await repairer.setViewportSize(SIZES.phone);
    await inDialog(repairer, '办完');
    await closed(repairer);
    await repairer.getByText('手上没有任务。').waitFor();
    await page.goto(street.local.origin + requestPath);
    await state(page, '已办完，待回访');
    const way = page.getByRole('region', { name: '办理经过' });
    await way.getByRole('img', { name: '照片 1，点开看大图' }).click();
    const inFull = page.getByRole('dialog', { name: '照片 1' });
    await inFull.getByRole('img').waitFor();
    expect(await faultsOn(page, 'a photo in full')).toEqual([]);
    await inFull.getByRole('button', { name: '关闭' }).click();
    await inFull.waitFor({ state: 'detached' });
    await tap(page, '回访');
    await page.getByLabel('回访结果').fill('住户说修好了');
    await page.getByLabel('办得好').check();
    await inDialog(page, '回访');
    await state(page, '已回访');
    await closed(page);
    await tap(page, '结案');
    await inDialog(page, '结案');
    await page.getByText('还有交接的物品没有还清。').waitFor();
    await inDialog(page, '取消');
    await closed(page);
    // The key went back, and the resident said so on the phone.
    await repairer.goto(street.local.origin + requestPath);
    await tap(repairer, '已归还 钥匙');
    await repairer.getByText('办理人说已归还，等住户确认').waitFor();
    await page.reload();
    for (const what of ['代住户确认交出', '代住户确认收回']) {
      await tap(page, `${what} 钥匙`);
      await page.getByLabel('怎么问到的').fill('电话里说的');
      await inDialog(page, '代确认');
      await closed(page);
    }
    await page.getByText(/已归还，物业公司 .\*+代住户确认/).waitFor();
    expect(await faultsOn(page, 'what went from hand to hand')).toEqual([]);
    await tap(page, '结案');
    await inDialog(page, '结案');
    await state(page, '已结案');
    await closed(page);
    const steps = page.getByRole('region', { name: '办理经过' }).locator('ol > li');
    expect(await steps.count()).toBe(6);
    await steps.filter({ hasText: '住户说修好了' }).waitFor();
  });

  it('whoever did the work answers what was said of the service, once', async () => {
    await repairer.reload();
    await repairer.getByText('办得好').waitFor();
    await repairer.getByLabel('答复住户（只能答复一次）').fill('谢谢，有事再叫我');
    await tap(repairer, '答复');
    await repairer.getByText('谢谢，有事再叫我').waitFor();
    expect(await repairer.getByRole('textbox', { name: /答复/ }).count()).toBe(0);
  });

  it('sees how the desk does, in drawings and their tables', async () => {
    const { page } = manager;
    await page.goto(`${street.local.origin}/manager/desk-figures`);
    const done = page.getByRole('region', { name: /30 天里办完的/ });
    expect(await done.getByRole('row').last().innerText()).toMatch(/维修\s+1\s+1\s+.*1 \/ 0 \/ 0/);
    await page.getByText('看表格').click();
    await page.getByRole('img', { name: /30 天办完 1 件/ }).waitFor();
    expect(await faultsOn(page, 'figures')).toEqual([]);
    // On paper there is the code for the board and nothing else, and it leads anybody to the page.
    await page.emulateMedia({ media: 'print' });
    const sheet = page.locator('.paper');
    await sheet.locator('svg').waitFor();
    expect(await done.isVisible()).toBe(false);
    const address = await sheet.locator('.address').innerText();
    await page.emulateMedia({ media: 'screen' });
    const stranger = await (await street.newPhone()).newPage();
    await stranger.goto(address);
    await stranger.getByRole('heading', { name: '本小区办事情况' }).waitFor();
    await stranger.getByText('锦苑小区').waitFor();
    expect(await stranger.getByRole('button', { name: '返回' }).count()).toBe(0);
    expect(await seriousViolations(stranger)).toEqual([]);
    await stranger.close();
  });

  it('assigns what it may not read', async () => {
    const { page } = manager;
    await staffCalls(page)('POST', '/compounds/cmp_1/requests', {
      key: '0000000000000001',
      typeId: 'complaint',
      text: '隔壁夜里施工',
      details: {},
      photos: [],
      building: 3,
      heardBy: 'visit',
    });
    await page.goto(`${street.local.origin}/manager/requests`);
    await lookFor(page, row(page, '投诉').getByText('内容只有办理人能看'));
    expect(await row(page, '投诉').innerText()).not.toContain('幢');
    await row(page, '投诉').getByRole('link').click();
    await page.getByText('可以派单，看不到内容。').waitFor();
    expect(await page.locator('main').innerText()).not.toContain('施工');
  });

  it('a community worker calls two departments and sees what they answer', async () => {
    const { page } = community;
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.goto(`${street.local.origin}/manager/requests`);
    await signInHere(street, page, street.local.demo.communityWorker.phone);
    await page.getByRole('navigation').first().waitFor();
    await row(page, '投诉').getByRole('link').click();
    await tap(page, '吹哨…');
    await inDialog(page, '吹哨');
    await page.getByText('请写一句要办什么。').waitFor();
    await dialog(page).getByLabel('请部门办什么').fill('3 幢夜间施工，请现场处理');
    await dialog(page).getByLabel('部门 1 的名称').fill('城管执法队');
    await inDialog(page, '再加一个部门');
    await dialog(page).getByLabel('部门 2 的名称').fill('派出所');
    await dialog(page).getByLabel('部门 2 多久内回复').selectOption({ label: '4 小时内' });
    await dialog(page).getByLabel('12345 工单号').fill('HZ2611270042');
    expect(await faultsOn(page, 'calling departments')).toEqual([]);
    await inDialog(page, '吹哨');
    await page.getByText('已叫 2 个部门').waitFor();
    await closed(page);
    await tap(page, '复制链接 派出所');
    await page.getByText('已复制派出所的链接').waitFor();
    const link = await page.evaluate(() => navigator.clipboard.readText());
    const department = await (await street.newPhone()).newPage();
    await department.goto(link);
    await department.getByText('3 幢夜间施工，请现场处理').waitFor();
    await department.getByLabel('已到场').check();
    await tap(department, '提交');
    await department.getByText('已提交，各方都能看到。').waitFor();
    await page.reload();
    await row(page, '派出所')
      .getByText(/^已到场/)
      .waitFor();
    await row(page, '城管执法队')
      .getByText(/^等待回复/)
      .waitFor();
    expect(await faultsOn(page, 'departments')).toEqual([]);
  });

  it('and nothing on these pages does what their policy forbids', () => {
    expect([...manager.complaints(), ...community.complaints()]).toEqual([]);
  });
});
