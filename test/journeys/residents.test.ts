import type { Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Desk, openConsole, openDesk } from './manager.ts';
import { codeFor, livePicture, openStreet, type Street } from './street.ts';

describe('what a household decides, and what the console shows of it', () => {
  let street: Street;
  let father: Page;
  let mother: Page;
  let desk: Desk;

  const tap = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
  const signIn = async (phone: string) => {
    const page = await (await street.newPhone()).newPage();
    await page.goto(`${street.local.origin}/resident/`);
    await page.getByRole('checkbox').check();
    await tap(page, '用手机号登录');
    await page.getByLabel('手机号').fill(phone);
    await tap(page, '获取验证码');
    await page.getByLabel('6 位验证码').fill(await codeFor(street, phone));
    await tap(page, '登录');
    return page;
  };
  const openRecord = async (page: Page) => {
    await page.goto(`${street.local.origin}/resident/#/record`);
    await page.getByRole('heading', { name: '谁能替我拿通行码' }).waitFor();
  };

  beforeAll(async () => {
    street = await openStreet();
    const [first, second] = street.local.demo.residents;
    if (first === undefined || second === undefined) throw new Error('nobody lives here');
    father = await signIn(first.phone);
    mother = await signIn(second.phone);
    for (const page of [father, mother]) {
      await tap(page, '是');
      await livePicture(page).waitFor();
    }
    desk = await openDesk(street);
  });
  afterAll(() => street.close());

  it('each spouse decides about themself, and sees nothing of the other’s proxies', async () => {
    await openRecord(father);
    await tap(father, '指定代办人');
    await father.getByLabel('对方的手机号').fill('13912345678');
    await father.getByLabel('怎么称呼，如 女儿').fill('女儿');
    await tap(father, '指定');
    await father.getByRole('button', { name: '结束 女儿' }).waitFor();
    await openRecord(mother);
    expect(await mother.locator('main').innerText()).not.toContain('女儿');
    await tap(father, '结束 女儿');
    await tap(father, '确定结束');
    await father.getByText('没有人。需要家人代办时，可以在这里指定。').waitFor();
  });

  it('the manager finds somebody by house, opens the record and announces a removal', async () => {
    const { page } = desk;
    await openConsole(street, page, 'residents');
    await page.getByLabel('房屋或姓氏').fill('3-2-501');
    await page.getByRole('button', { name: '查找', exact: true }).click();
    await page.getByRole('rowheader', { name: '3幢2单元501' }).first().waitFor();
    await page.getByRole('button', { name: /^查看.*李\*\*/ }).click();
    const panel = page.getByRole('complementary', { name: '李敏' });
    await panel.getByText('在住').waitFor();
    await panel.getByRole('button', { name: '迁出登记' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('租约终止证明').check();
    await dialog.getByLabel('文书编号').fill('2035-118');
    await dialog.getByRole('button', { name: '登记', exact: true }).click();
    await panel.getByText('即将迁出').waitFor();
    await mother.reload();
    await mother.getByText(/物业登记了您迁出/).waitFor();
    await panel.getByRole('button', { name: '撤回迁出' }).click();
    await panel.getByText('在住').waitFor();
    expect(desk.complaints()).toEqual([]);
  });

  it('the front desk registers a door card with its holder, and reports it lost', async () => {
    const { page } = desk;
    const panel = page.getByRole('complementary', { name: '李敏' });
    const means = panel.getByRole('region', { name: 'PIN 和门禁卡' });
    await means.getByRole('button', { name: '查看' }).click();
    await means.getByText('没有登记门禁卡。').waitFor();
    await means.getByRole('button', { name: '登记门禁卡' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('卡号').fill('12');
    await dialog.getByRole('button', { name: '登记', exact: true }).click();
    await dialog.getByText('卡号是 4 到 32 位数字或字母。').waitFor();
    await dialog.getByLabel('卡号').fill('0011257731');
    await dialog.getByRole('button', { name: '登记', exact: true }).click();
    await means.getByText(/尾号 7731/).waitFor();
    await means.getByRole('button', { name: '挂失门禁卡' }).click();
    await dialog.getByRole('button', { name: '挂失门禁卡' }).click();
    await means.getByText('没有登记门禁卡。').waitFor();
    expect(desk.complaints()).toEqual([]);
  });

  it('a child is registered with the guardians who are chosen, and another is added later', async () => {
    const { page } = desk;
    await page.getByRole('button', { name: '登记住户' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('房屋，写全单元，如 3-2-501').fill('3-2-501');
    await dialog.getByLabel('姓名').fill('李小满');
    await dialog.getByLabel('家属').check();
    await dialog.getByLabel('未成年人填 18 岁生日那天').fill('2044-06-01');
    await dialog.getByLabel('未成年人填 18 岁生日那天').press('Tab');
    await dialog.getByLabel('李**').check();
    await dialog.getByRole('button', { name: '登记', exact: true }).click();
    await page.getByText('已登记 李小满').waitFor();
    await page
      .getByRole('button', { name: /^查看.*李\*\*/ })
      // The second: the list follows the register a moment later.
      .nth(1)
      .click();
    const panel = page.getByRole('complementary', { name: '李小满' });
    await panel.getByRole('heading', { name: '监护人' }).waitFor();
    await panel.getByRole('listitem').filter({ hasText: '持有中' }).waitFor();
    await panel.getByRole('button', { name: '添加监护人…' }).click();
    await dialog.getByLabel('王** 业主').check();
    await dialog.getByRole('button', { name: '添加', exact: true }).click();
    await panel.getByText('持有中').nth(1).waitFor();
    expect(desk.complaints()).toEqual([]);
  });
});
