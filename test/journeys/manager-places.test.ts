import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shanghaiWeekday } from '../../shared/time/shanghai.ts';
import { type Desk, faultsOn, openConsole, openDesk, signInHere } from './manager.ts';
import { livePicture, openStreet, type Street, signInResident } from './street.ts';

describe('a manager looks after a compound', () => {
  let street: Street;
  let desk: Desk;
  beforeAll(async () => {
    street = await openStreet();
    desk = await openDesk(street);
    await openConsole(street, desk.page, 'places');
  });
  afterAll(() => street.close());

  it('finds a house as people name it, in its building', async () => {
    const { page } = desk;
    await page.getByRole('heading', { name: '小区', exact: true }).waitFor();
    await page.getByRole('link', { name: '3幢' }).first().waitFor();
    expect(await faultsOn(page, 'compound')).toEqual([]);
    await page.getByLabel('查找地点').fill('3-2-501');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: '3幢' }).waitFor();
    await page.locator('li.meant', { hasText: '501' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/manager/places/bld_1_3');
    expect(await faultsOn(page, 'building')).toEqual([]);
    await page.getByLabel('查找地点').fill('99-1-101');
    await page.keyboard.press('Enter');
    await page.getByText('没有找到“99-1-101”').waitFor();
  });

  it('moves a building to another grid, and takes it back', async () => {
    const { page } = desk;
    const grid = page.getByLabel('所属网格');
    const before = await grid.inputValue();
    await grid.selectOption(before === '1' ? '2' : '1');
    await page.getByRole('button', { name: '移过去' }).click();
    await page.getByText(/3幢已移到/).waitFor();
    await page.getByRole('button', { name: '撤销' }).click();
    await expect.poll(() => grid.inputValue()).toBe(before);
  });

  it('adds a building after reading what will stand there', async () => {
    const { page } = desk;
    await page.getByRole('link', { name: '锦苑小区', exact: true }).click();
    await page.getByRole('button', { name: '新增楼栋…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('楼层数').fill('3');
    await dialog.getByText(/将新增 12 户：从 5幢1单元101 到 5幢2单元302/).waitFor();
    expect(await faultsOn(page, 'new building')).toEqual([]);
    await dialog.getByRole('button', { name: '新增这栋楼' }).click();
    await page.getByRole('heading', { name: '5幢' }).waitFor();
    await page.getByText('2 个单元，12 户').waitFor();
  });

  it('opens one gate alone after reading whom that touches, and all of them again', async () => {
    const { page } = desk;
    await page.getByRole('link', { name: '锦苑小区', exact: true }).click();
    await page.getByRole('button', { name: '只开一个出入口…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText(/会影响 [0-9]+ 位住户/).waitFor();
    await dialog.getByText(/请问社区工作人员/).waitFor();
    await dialog.getByRole('button', { name: '只开这个门' }).click();
    await dialog.getByText('请选一个门。').waitFor();
    await dialog.getByLabel('东门').check();
    expect(await faultsOn(page, 'single entrance')).toEqual([]);
    await dialog.getByRole('button', { name: '只开这个门' }).click();
    await page.getByText(/只走东门；其他出入口请人去东门/).waitFor();
    await page.getByRole('link', { name: '出入口', exact: true }).click();
    await expect.poll(() => page.getByText('暂停进出，请走东门').count()).toBe(2);
    const resident = await (await street.newPhone()).newPage();
    await signInResident(street, resident, street.local.demo.residents[0]?.phone ?? '');
    await livePicture(resident).waitFor();
    await resident.getByText('现在只走东门，其他门暂停进出').waitFor();
    await resident.context().close();
    await page.getByRole('link', { name: '小区', exact: true }).click();
    await page.getByRole('button', { name: '恢复全部出入口' }).click();
    await page.getByText('所有出入口都开放。').waitFor();
  });

  it('sets when a guard stands at a gate, and loses nothing typed when the server fails', async () => {
    const { page } = desk;
    await page.getByRole('link', { name: '出入口', exact: true }).click();
    await page.getByRole('button', { name: '更多 东门' }).click();
    await page.getByRole('menuitem', { name: '规则…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('有人值守的时间').selectOption('hours');
    await dialog.getByLabel('快递、外卖').selectOption('zone');
    await dialog.getByRole('button', { name: '保存' }).click();
    await dialog.getByText('请写明放在哪里。').waitFor();
    await dialog.getByLabel('指定地点').fill('东门外快递架');
    expect(await faultsOn(page, 'rules of a gate')).toEqual([]);
    await page.route('**/rules', (route) => route.fulfill({ status: 500, body: '' }));
    await dialog.getByRole('button', { name: '保存' }).click();
    await dialog.getByText('系统没有回应。').waitFor();
    expect(await dialog.getByLabel('指定地点').inputValue()).toBe('东门外快递架');
    await page.unroute('**/rules');
    await dialog.getByRole('button', { name: '保存' }).click();
    await page.getByText('已保存东门的规则').waitFor();
  });

  it('plans who is on duty, sees who is now, and hands over', async () => {
    const { page } = desk;
    await page.getByRole('link', { name: '值班' }).click();
    const gatehouse = page.getByRole('region', { name: '门岗' });
    // The days stand side by side behind the hours, Monday first.
    const today = gatehouse.locator(`td:nth-child(${shanghaiWeekday(Date.now()) + 1}) .who`);
    await today.first().waitFor();
    expect(await gatehouse.locator('.who').count()).toBe(21);
    for (const turn of await today.all()) {
      await turn.click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('checkbox').first().check({ force: true });
      await dialog.getByRole('button', { name: '就排他们' }).click();
      await dialog.waitFor({ state: 'detached' });
    }
    await gatehouse.getByText('有改动还没有保存').waitFor();
    expect(await faultsOn(page, 'duty')).toEqual([]);
    await gatehouse.getByRole('button', { name: '保存这一周' }).click();
    await page.getByText('已保存门岗的排班').waitFor();
    await page.getByRole('region', { name: '现在值班' }).getByText(/，到/).waitFor();

    const over = page.getByRole('region', { name: '交接' });
    await over.getByRole('button', { name: '交班' }).click();
    await over.getByText('请写留言，或写没办完的事。').waitFor();
    await over.getByLabel('交班留言').fill('3 幢电梯报修');
    await over.getByRole('button', { name: '交班' }).click();
    await over.getByText('等接班的人确认').waitFor();
    await page.getByRole('button', { name: '下一周' }).click();
    await gatehouse.getByRole('button', { name: '照上一周排' }).click();
    await page.getByText('已照上一周排好，还没有保存').waitFor();
  });

  it('a street sees its compounds at a glance, and those that need a look alone', async () => {
    const above = await openDesk(street);
    await above.page.goto(`${street.local.origin}/manager/street`);
    await signInHere(street, above.page, street.local.demo.street.phone);
    await above.page.getByRole('heading', { name: '街道总览' }).waitFor();
    const rows = above.page.locator('tbody tr');
    await expect.poll(() => rows.count()).toBe(3);
    expect(await faultsOn(above.page, 'street')).toEqual([]);
    await above.page.getByLabel('只看需要看一眼的').check();
    await above.page.getByText(/3 个小区，[0-9] 个需要看一眼/).waitFor();
    await above.page.getByRole('link', { name: '桂花里' }).click();
    await above.page.getByRole('heading', { name: '桂花里' }).waitFor();
    expect(above.complaints()).toEqual([]);
    await above.page.context().close();
  });

  it('did all of it under the policy that lets nothing in', () => {
    expect(desk.complaints()).toEqual([]);
  });
});
