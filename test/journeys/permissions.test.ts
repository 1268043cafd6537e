import type { Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Desk, faultsOn, openConsole, openDesk, signInHere } from './manager.ts';
import { openStreet, type Street } from './street.ts';

describe('roles, and who runs a compound', () => {
  let street: Street;
  let manager: Desk;
  let community: Desk;

  const row = (page: Page, words: string) => page.getByRole('row').filter({ hasText: words });
  const dialog = (page: Page) => page.getByRole('dialog');

  beforeAll(async () => {
    street = await openStreet();
    manager = await openDesk(street);
    community = await openDesk(street);
    await openConsole(street, manager.page, 'permissions');
    await community.page.goto(`${street.local.origin}/manager/permissions`);
    await signInHere(street, community.page, street.local.demo.communityWorker.phone);
    await community.page.getByRole('navigation').first().waitFor();
  });
  afterAll(() => street.close());

  it('a manager gives a role, sees what it permits and why, and ends it', async () => {
    const { page } = manager;
    await page.getByRole('button', { name: '授权…' }).click();
    await dialog(page).getByRole('button', { name: '授权' }).click();
    await page.getByText('请填写姓名。').waitFor();
    expect(await faultsOn(page, 'giving a role')).toEqual([]);
    await dialog(page).getByLabel('姓名').fill('冯丽');
    await dialog(page).getByLabel('手机号').fill('13900005555');
    await dialog(page).getByLabel('角色').selectOption({ label: '前台' });
    await dialog(page).getByRole('button', { name: '30 天' }).click();
    await dialog(page).getByRole('button', { name: '授权', exact: true }).click();
    await page.getByText('已授权：冯**，前台').waitFor();
    await row(page, '冯**').getByRole('button', { name: '能做什么' }).click();
    const what = page.getByRole('region', { name: /冯\*\*在.*能做什么/ });
    await what.getByText('凭“前台”').first().waitFor();
    await row(page, '做出入证').getByText('不可以').waitFor();
    expect(await faultsOn(page, 'permissions')).toEqual([]);
    await row(page, '冯**').getByRole('button', { name: '撤销…' }).click();
    await dialog(page).getByRole('button', { name: '撤销', exact: true }).click();
    await page.getByText('已撤销冯**的“前台”').waitFor();
    expect(await row(page, '冯**').count()).toBe(0);
  });

  it('the only manager of a compound cannot remove themselves', async () => {
    const { page } = manager;
    const own = row(page, '物业经理');
    await own.getByRole('button', { name: '撤销…' }).click();
    await dialog(page).getByRole('button', { name: '撤销', exact: true }).click();
    await page.getByText('您是这里最后一位管理员，不能撤销自己。').waitFor();
    await dialog(page).getByRole('button', { name: '取消' }).click();
    await dialog(page).waitFor({ state: 'detached' });
  });

  it('the community hands the compound to another company: the old one’s open page reads nothing more', async () => {
    const { page } = community;
    await page.getByRole('button', { name: '更换物业公司…' }).click();
    expect(await faultsOn(page, 'another company')).toEqual([]);
    await dialog(page).getByLabel('公司名称').fill('安居物业');
    await dialog(page).getByLabel('姓名').fill('冯丽');
    await dialog(page).getByLabel('手机号').fill('13900005555');
    await dialog(page).getByRole('button', { name: '30 天' }).click();
    await dialog(page).getByLabel('依据的文书编号').fill('青街物〔2026〕12号');
    const change = dialog(page).getByRole('button', { name: '更换', exact: true });
    expect(await change.isDisabled()).toBe(true);
    await dialog(page)
      .getByLabel(/请输入小区名称以确认/)
      .fill('锦苑小区');
    await change.click();
    await page.getByText(/已更换：6 人的角色已结束，冯\*\*已任负责人/).waitFor();

    await manager.page.getByRole('link', { name: '出入口' }).click();
    await manager.page.getByText('请重新登录').waitFor();
  });

  it('the new manager signs in, and a resident is told on their page', async () => {
    const desk = await openDesk(street);
    await desk.page.goto(`${street.local.origin}/manager/`);
    await signInHere(street, desk.page, '13900005555');
    await desk.page.getByRole('heading', { name: '总览' }).waitFor();
    expect(await faultsOn(desk.page, 'overview')).toEqual([]);
    expect(desk.complaints()).toEqual([]);
  });
});
