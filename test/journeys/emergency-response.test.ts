import type { Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { laboratory } from '../functions/health/laboratory.ts';
import { seriousViolations } from '../support/axe.ts';
import { pointCamera } from '../support/camera.ts';
import { call, contactOf, declarationOf, followStatus, sendPositive } from './emergency-hands.ts';
import { cutOff, faultsOn, openDesk, SIZES, signInHere } from './manager.ts';
import { codesThatAsk, letADayPass, letANightPass, letTheKeyBeForgotten } from './passing-time.ts';
import { lookFor } from './staff-calls.ts';
import {
  livePicture,
  nextCode,
  openShift,
  openStreet,
  type Street,
  signInResident,
  verdict,
  verdictOf,
} from './street.ts';

const SOON_MS = 60_000;
const NOTHING = '现在没有需要登记健康状态的应急响应，这里没有内容。';

describe('an emergency response, from its declaration to its end', () => {
  let street: Street;
  let community: Page;
  let office: Page;
  let resident: Page;
  let guard: Page;
  let auditor: Page;
  let lab: Awaited<ReturnType<typeof laboratory>>;
  let emergencyId = '';
  let code = '';
  let residentId = '';
  /** What an auditor is given to find it by. */
  let statusName = '';

  beforeAll(async () => {
    street = await openStreet();
    lab = await laboratory();
    const { demo, origin } = street.local;
    [community, office] = [(await openDesk(street)).page, (await openDesk(street)).page];
    for (const [page, { phone }] of [
      [community, demo.communityWorker],
      [office, demo.street],
    ] as const) {
      await page.goto(`${origin}/manager/emergencies`);
      await signInHere(street, page, phone);
      await page.getByText('没有应急响应。').waitFor();
    }
    const person = demo.residents.find(({ who }) => !who.includes('、'));
    auditor = (await openDesk(street)).page;
    await auditor.goto(`${origin}/manager/audit`);
    resident = await (await street.newPhone()).newPage();
    resident.on('request', (request) => {
      residentId = /\/residents\/(res_[^/?]+)/.exec(request.url())?.[1] ?? residentId;
    });
    await signInResident(street, resident, person?.phone ?? '');
  });
  afterAll(() => street.close());

  const open = (page: Page, path: string) => page.goto(`${street.local.origin}/manager/${path}`);
  const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

  it('does not exist in ordinary times', async () => {
    await open(community, 'alerts');
    await community.getByText('没有启动应急响应，这里什么都没有。').waitFor();
    await open(community, 'health-changes');
    await community.getByRole('heading', { name: '健康状态变更' }).waitFor();
    await community.getByText('现在没有应急响应，这里没有内容。').waitFor();
    expect(await button(community, '提出变更').count()).toBe(0);
    await resident.goto(`${street.local.origin}/resident/#/health`);
    await resident.getByText(NOTHING).waitFor();
    for (const place of ['', 'me']) {
      await resident.goto(`${street.local.origin}/resident/#/${place}`);
      await resident.getByRole('navigation').waitFor();
      expect(await resident.getByRole('link', { name: /防疫登记|健康状态/ }).count()).toBe(0);
    }
    expect(await community.getByRole('link', { name: '预警' }).count()).toBe(0);
  });

  it('is declared by one office, and confirmed by another in the console', async () => {
    const declared = await call(community, 'POST', '/manager/emergencies', declarationOf(lab));
    expect(declared.status).toBe(200);
    await open(office, 'emergencies');
    await button(office, '确认…').click();
    await button(office, '确认启动').click();
    await office.getByText('已启动', { exact: true }).waitFor();
    const { body } = await call(office, 'GET', '/manager/emergencies');
    emergencyId = Object(body).emergencies[0].emergencyId;
    expect(Object(body).emergencies[0].state).toBe('open');
  });

  it('brings the community the digest of the morning, also where nothing changed, on page and inbox', async () => {
    await letANightPass(street);
    await open(community, 'alerts');
    const digests = community.getByRole('region', { name: '每日预警汇总' });
    await lookFor(community, digests.getByText('没有变化').first());
    expect(await faultsOn(community, 'alerts')).toEqual([]);
    await open(community, 'inbox');
    await lookFor(community, community.getByText(/每日预警汇总 .*没有变化/).first());
  });

  it('asks a person to register once: what is ticked stays, and goes once there is a network', async () => {
    await resident.goto(`${street.local.origin}/resident/#/`);
    await resident.reload();
    await resident.getByRole('link', { name: '防疫登记' }).click();
    await button(resident, '提交登记').click();
    const missing = resident.getByText('请至少选一项。');
    await missing.waitFor();
    const nothing = resident.getByLabel('没有要报告的情况');
    await nothing.check();
    // It is on the phone once the page no longer asks for it.
    await missing.waitFor({ state: 'detached' });
    await resident.reload();
    await button(resident, '提交登记').waitFor();
    expect(await nothing.isChecked()).toBe(true);
    await resident.context().setOffline(true);
    await button(resident, '提交登记').click();
    await resident.getByText('没有网络：已存在这部手机上，有网络后自动提交。').waitFor();
    await resident.context().setOffline(false);
    const shown = resident.getByTestId('registration-code');
    code = (await shown.innerText()).replace(/\s/g, '');
    expect(code).toHaveLength(16);
    expect(await seriousViolations(resident)).toEqual([]);
    await resident.context().setOffline(true);
    await resident.reload();
    await shown.waitFor();
    await resident.context().setOffline(false);
  });

  it('is registered for by the community where somebody has no phone', async () => {
    await open(community, 'health-changes');
    await button(community, '代为登记').click();
    const dialog = community.getByRole('dialog');
    await dialog.getByLabel('按房号或姓查找').fill('1-1-101');
    await dialog.getByRole('button', { name: '查找' }).click();
    await dialog.getByRole('radio').first().check();
    await dialog.getByLabel('没有要报告的情况').check();
    expect(await seriousViolations(community)).toEqual([]);
    await dialog.getByRole('button', { name: '登记', exact: true }).click();
    const told = await dialog.getByRole('status').innerText();
    expect(told.replace(/\s/g, '')).toMatch(/登记码：[0-9a-z]{16}/);
    await dialog.getByRole('button', { name: '关闭', exact: true }).last().click();
    await dialog.waitFor({ state: 'detached' });
  });

  it('wakes the community of a positive test, and one of them sees to it', async () => {
    expect(await sendPositive(street, lab, { emergencyId, code })).toBe(202);

    await open(community, 'emergencies');
    await community.getByRole('link', { name: '看预警' }).click();
    await community.getByRole('heading', { name: '预警', exact: true }).waitFor();
    await lookFor(community, button(community, '我来处理'));
    await community.getByText('红码 1 人').waitFor();
    expect(await seriousViolations(community)).toEqual([]);
    await community.setViewportSize(SIZES.phone);
    expect(await cutOff(community)).toEqual([]);
    await button(community, '我来处理').click();
    await community
      .getByText(/您已确认/)
      .first()
      .waitFor();
    await button(community, '送物资…').click();
    const taking = community.getByRole('dialog');
    const asked = taking.getByLabel('具体什么事');
    await asked.waitFor();
    expect(await asked.inputValue()).toBe('请送日常用品到家门口，先打电话联系。');
    expect(await taking.getByLabel('办什么').inputValue()).toBe('shopping');
    expect(await taking.innerText()).not.toContain('红码');
    await community.keyboard.press('Escape');
    await community.setViewportSize(SIZES.desktop);
  });

  it('makes their code ask at the gate: the guard reads whom to call and calls, and nothing else', async () => {
    guard = await (await street.newPhone()).newPage();
    await openShift(street, guard);
    await resident.goto(`${street.local.origin}/resident/`);
    await livePicture(resident).waitFor();
    await nextCode(resident);
    const camera = pointCamera(guard, resident);
    await verdictOf(guard, 'ask').waitFor();
    await camera.stop();
    expect(await verdict(guard).getAttribute('data-reason')).toBe('call_worker');
    const call = verdict(guard).getByRole('link', { name: '联系社区工作人员' });
    expect(await call.getAttribute('href')).toMatch(/^tel:0571[0-9]+$/);
    const size = await call.boundingBox();
    expect(size?.height).toBeGreaterThanOrEqual(64);
    expect(await verdict(guard).innerText()).not.toMatch(/红|码|阳|健康|隔离/);
    expect(await seriousViolations(guard)).toEqual([]);
    await verdict(guard).getByRole('button', { name: '放行', exact: true }).click();
    await verdict(guard).waitFor({ state: 'detached' });
  });

  it('tells the person what, by whom, why and until when; an appeal is one tap', async () => {
    await resident.goto(`${street.local.origin}/resident/#/health`);
    await resident.reload();
    await resident.getByRole('heading', { name: '红码', exact: true }).waitFor();
    await resident.getByText('核酸检测结果为阳性').first().waitFor();
    expect(await seriousViolations(resident)).toEqual([]);
    await button(resident, '我要申诉').click();
    await resident.getByText(/^已申诉：/).waitFor();

    await open(community, 'health-changes');
    expect(await seriousViolations(community)).toEqual([]);
    await button(community, '答复').click();
    const dialog = community.getByRole('dialog');
    await dialog.getByLabel('恢复').check();
    await dialog.getByRole('textbox').fill('核对后确认样本编号有误');
    await button(community, '答复').last().click();
    await dialog.waitFor({ state: 'detached' });
    await resident.reload();
    await resident.getByRole('heading', { name: '绿码', exact: true }).waitFor();
  });

  it('counts who leaves: the household reads what is left, the community gives more, nobody is held', async () => {
    await vi.waitFor(async () => expect(await codesThatAsk(street)).toBe(0), SOON_MS);
    await guard.reload();
    await guard.getByText('时钟已校准').waitFor();
    await resident.goto(`${street.local.origin}/resident/`);
    await resident.getByText('今日外出次数：还剩 1 次').waitFor();
    await button(guard, '出').click();
    const leave = async (reason: string) => {
      await livePicture(resident).waitFor();
      await nextCode(resident);
      const camera = pointCamera(guard, resident);
      await guard
        .locator(`[role=alertdialog][data-outcome=allow][data-reason=${reason}]`)
        .waitFor({ timeout: 60_000 });
      await camera.stop();
      await verdict(guard).waitFor({ state: 'detached' });
    };
    await leave('ok');
    await leave('quota_exceeded');
    await resident.reload();
    await resident.getByText('今日外出次数已用完').waitFor();

    await open(community, 'emergencies');
    await button(community, '增加外出次数…').click();
    const dialog = community.getByRole('dialog');
    const home = await resident
      .getByText(/[0-9]+幢[0-9]+单元[0-9]+/)
      .first()
      .innerText();
    const house = /[0-9]+幢[0-9]+单元[0-9]+/.exec(home)?.[0] ?? '';
    await dialog.getByRole('textbox').first().fill(house);
    await dialog.getByRole('button', { name: '查找' }).click();
    await dialog.getByRole('radio').first().check();
    await dialog.getByLabel('原因').fill('去医院复诊');
    expect(await seriousViolations(community)).toEqual([]);
    await dialog.getByRole('button', { name: '增加', exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
    await resident.reload();
    await resident.getByText('今日外出次数：还剩 1 次').waitFor();
    expect(await seriousViolations(resident)).toEqual([]);
    await resident.goto(`${street.local.origin}/resident/#/health`);
  });

  it('turns a person yellow by two offices; unanswered, their appeal brings them back by the clock', async () => {
    const changes = '/manager/compounds/cmp_1/health-changes';
    const { body } = await call(office, 'POST', changes, contactOf(residentId));
    expect(Object(body).proposalId).toBeDefined();
    await open(community, 'health-changes');
    await button(community, '通过').click();
    await community.getByRole('dialog').getByRole('button', { name: '通过', exact: true }).click();
    await community.getByText('已生效', { exact: true }).waitFor();

    await resident.goto(`${street.local.origin}/resident/#/inbox`);
    await resident.reload();
    await resident.getByText('健康状态').first().waitFor();
    await resident.goto(`${street.local.origin}/resident/#/health`);
    await resident.getByRole('heading', { name: '黄码', exact: true }).waitFor();
    await resident.getByText('经核实，您是确诊人员的密切接触者').first().waitFor();
    await button(resident, '我要申诉').click();
    await resident.getByText('到时没有答复，自动恢复', { exact: false }).first().waitFor();
    statusName = await resident.locator('code').innerText();
    await letADayPass(street, statusName);
    const green = resident.getByRole('heading', { name: '绿码', exact: true });
    await vi.waitFor(async () => {
      await resident.reload();
      await green.waitFor({ timeout: 1_500 });
    }, SOON_MS);
    await resident
      .getByText(/^已恢复：/)
      .first()
      .waitFor();
  });

  it('lets an auditor follow that status by its reference alone, and nobody in it is named', async () => {
    await signInHere(street, auditor, street.local.demo.auditor.phone);
    await auditor.getByRole('link', { name: '查一个健康状态' }).click();
    await button(auditor, '查看').click();
    await auditor.getByText(/^请选应急响应/).waitFor();
    await followStatus(auditor, street, statusName);
    for (const said of [
      '按依据重新计算：结果一致。',
      /^检测机构：/,
      /^两个单位的决定 hch_/,
      '到时没有告知或答复，自动撤回',
      /没有答复$/,
      '文书或检测编号：青疾控流调〔2026〕8号',
      '不同单位的不同人作出。',
      '本人申诉',
    ]) {
      await auditor.getByText(said).first().waitFor();
    }
    expect(await auditor.locator('main').innerText()).not.toMatch(/王|3幢|res_|hou_|样本编号/);
    expect(await faultsOn(auditor, 'status-chains')).toEqual([]);
  });

  it('is over at once when it is ended, on every page', async () => {
    await open(office, 'emergencies');
    await button(office, '终止…').click();
    await button(office, '终止应急响应').click();
    await office
      .getByText(/^已终止/)
      .first()
      .waitFor();
    await open(community, 'emergencies');
    await button(community, '确认销毁…').click();
    await button(community, '确认销毁').click();
    await community
      .getByText(/^社区 · /)
      .last()
      .waitFor();
    await open(community, 'alerts');
    await community.getByText('没有启动应急响应，这里什么都没有。').waitFor();
    await resident.reload();
    await resident.getByText(NOTHING).waitFor();
  });

  it('destroys what was known, with a certificate for residents and a witness beneath it', async () => {
    await vi.waitFor(
      async () => expect(await letTheKeyBeForgotten(street, emergencyId)).toBe(true),
      SOON_MS,
    );
    await resident.goto(`${street.local.origin}/resident/#/certificates`);
    await vi.waitFor(async () => {
      await resident.reload();
      await resident.getByText('依法保留，不含健康信息').first().waitFor({ timeout: 1_500 });
    }, SOON_MS);
    expect(await seriousViolations(resident)).toEqual([]);
    await open(auditor, 'destructions');
    await button(auditor, '见证签字').click();
    await auditor.getByText(/^已见证：/).waitFor();
    await resident.reload();
    await resident.getByText('审计人员见证').waitFor();

    await followStatus(auditor, street, statusName);
    await auditor.getByText(/^应急响应已结束，这个状态已停止生效，记录不再可读/).waitFor();
    await auditor.getByText(/^审计人员见证：/).waitFor();
    await auditor.getByText('本人申诉').first().waitFor();
    expect(await auditor.getByText(/黄码|红码/).count()).toBe(0);
    expect(await faultsOn(auditor, 'status-chains, destroyed')).toEqual([]);
  });
});
