import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { workbookOf } from '../support/roster-files.ts';
import { type Desk, faultsOn, openConsole, openDesk } from './manager.ts';
import { openStreet, type Street } from './street.ts';

const IMPORTED_WITHIN_MS = 30_000;
const ID = '330106199001011234';
const HEADER = [
  '序号',
  '房屋',
  '住户姓名（必填）',
  '与房屋关系',
  '联系电话',
  '入住日期',
  '身份证号',
  '备注',
];

/** Forty people of the first compound's first building, as a property company writes them. */
function people(houses: readonly string[]): unknown[][] {
  const ties = ['业主', '租客', '家属', '照护人员'];
  return Array.from({ length: 40 }, (_, at) => [
    at + 1,
    houses[at % houses.length],
    `赵${String.fromCodePoint(0x4e8c + at)}`,
    ties[at % ties.length],
    at % 5 === 0 ? '' : `137 ${String(1_000 + at)} ${String(5_000 + at)}`,
    '2024-3-5',
    ID,
    '',
  ]);
}

/** One mistake to a row, of twenty. */
function withMistakes(rows: readonly unknown[][]): unknown[][] {
  const mistakes: readonly (readonly [number, unknown])[] = [
    [1, '99幢9单元999'],
    [1, ''],
    [1, '锦苑'],
    [2, ''],
    [2, '赵?'],
    [2, `赵一 ${ID}`],
    [2, '赵'.repeat(41)],
    [2, '13700001111'],
    [3, ''],
    [3, 'VIP'],
    [3, '非业主'],
    [4, '1.37E+10'],
    [4, '137000011'],
    [4, '137000011112'],
    [4, '0571-88001234'],
    [4, '13700001111/13700002222'],
    [4, '见备注'],
    [4, ID],
    [5, '去年'],
    [5, '2024-02-30'],
  ];
  return rows.map((row, at) => {
    const mistake = mistakes[at];
    return mistake === undefined ? [...row] : row.with(mistake[0], mistake[1]);
  });
}

describe('a manager imports a roster', () => {
  let street: Street;
  let desk: Desk;
  let rows: unknown[][];

  const choose = async (name: string, lines: readonly unknown[][]) => {
    const buffer = Buffer.from(await workbookOf([['锦苑住户名单'], HEADER, ...lines]));
    const mimeType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
    await desk.page.locator('#roster-file').setInputFiles({ name, mimeType, buffer });
  };
  /** Whom the console finds in the houses of the roster by this surname. */
  const zhaos = async () =>
    (await street.residents()).filter(({ name }) => /^赵.$/.test(String(name)));

  beforeAll(async () => {
    street = await openStreet();
    desk = await openDesk(street);
    rows = people((await street.houseLabels()).slice(0, 20));
    await openConsole(street, desk.page, 'roster');
  });
  afterAll(() => street.close());

  it('is told of twenty mistakes, each by its row, its column and what to do; nothing is written', async () => {
    const { page } = desk;
    await page.getByText('还没有导入过名单').waitFor();
    expect(await faultsOn(page, 'before a roster')).toEqual([]);
    await choose('名单.xlsx', withMistakes(rows));
    const table = page.getByRole('region', { name: /需要修改/ }).getByRole('table');
    await table.getByRole('row').nth(20).waitFor();
    expect(await table.getByRole('row').count()).toBe(21);
    const first = table.getByRole('row').nth(1);
    expect(await first.innerText()).toMatch(
      /^3\s+B 房屋\s+99幢9单元999\s+本小区没有这套房\s+请核对房号/,
    );
    await page.getByText('证件号已略去，没有保存：G 身份证号').waitFor();
    expect(await page.locator('main').innerText()).not.toContain('19900101');
    expect(await page.getByRole('button', { name: /确认导入/ }).count()).toBe(0);
    expect(await faultsOn(page, 'errors')).toEqual([]);
    expect(await zhaos()).toEqual([]);
  });

  it('mends them, answers who is who, confirms, and a reload shows how far it is', async () => {
    const { page } = desk;
    const twice = rows[0] ?? [];
    await choose('名单.xlsx', [...rows, twice]);
    const confirm = page.getByRole('button', { name: '确认导入 41 人' });
    await confirm.waitFor();
    expect(await confirm.isDisabled()).toBe(true);
    await page.reload();
    await page.getByLabel(/是同一个人吗 43 /).selectOption({ label: '同一个人，跳过' });
    expect(await faultsOn(page, 'duplicates')).toEqual([]);
    await confirm.click();
    await page.getByText('已确认，导入会自动完成').waitFor();
    await page.reload();
    const shown = page.getByRole('region', { name: '名单.xlsx 的预览' });
    await shown.getByText('已导入').waitFor({ timeout: IMPORTED_WITHIN_MS });
    await shown.getByText('登记 40 人，更新 0 人，跳过 1 人').waitFor();
    expect(await faultsOn(page, 'imported')).toEqual([]);
    expect(await zhaos()).toHaveLength(40);
    expect(JSON.stringify(await zhaos())).not.toContain('137');
  });

  it('exports the ledger, with everybody in it and nobody’s number', async () => {
    const { page } = desk;
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: '导出台账' }).click();
    expect((await download).suggestedFilename()).toMatch(/台账[0-9-]+\.xlsx$/);
  });

  it('withdraws it whole, once the number of people is typed', async () => {
    const { page } = desk;
    const row = page.getByRole('row').filter({ hasText: '已导入' });
    await row.getByRole('button', { name: /撤回/ }).click();
    const dialog = page.getByRole('dialog');
    const withdraw = dialog.getByRole('button', { name: '撤回', exact: true });
    expect(await withdraw.isDisabled()).toBe(true);
    expect(await faultsOn(page, 'withdrawal')).toEqual([]);
    await dialog.getByLabel(/请输入人数以确认/).fill('41');
    await withdraw.click();
    const shown = page.getByRole('region', { name: '名单.xlsx 的预览' });
    await shown.getByText('已撤回').waitFor({ timeout: IMPORTED_WITHIN_MS });
    await shown.getByText('撤回 40 人').waitFor();
    expect(await zhaos()).toEqual([]);
  });

  it('adds houses that the compound has not got, once it chooses to, and they stay', async () => {
    const { page } = desk;
    await choose('新楼.xlsx', [
      [1, '98幢1单元101', '赵甲', '业主', '', '', '', ''],
      [2, '98幢1单元101', '赵乙', '家属', '', '', '', ''],
      [3, '98幢2单元201', '赵丙', '业主', '', '', '', ''],
    ]);
    const missing = page.getByRole('region', { name: '小区里还没有的房屋' });
    await missing
      .getByText('3 人住的房屋小区里没有：共 2 套，其中新楼栋 1 幢、新单元 2 个')
      .waitFor();
    await page.getByRole('region', { name: /需要修改/ }).waitFor();
    expect(await page.getByRole('button', { name: /导入 3 人/ }).count()).toBe(0);
    expect(await faultsOn(page, 'missing houses')).toEqual([]);
    await missing.getByText('都核对过了，补建这 2 套房屋').click();
    await page.getByRole('button', { name: '补建 2 套房屋，导入 3 人' }).click();
    const shown = page.getByRole('region', { name: '新楼.xlsx 的预览' });
    await shown.getByText('已导入').waitFor({ timeout: IMPORTED_WITHIN_MS });
    await shown.getByText('补建房屋 2 套').waitFor();
    expect(await faultsOn(page, 'houses added')).toEqual([]);
    expect(await street.houseLabels()).toContain('98幢2单元201');
    const row = page.getByRole('row').filter({ hasText: '新楼.xlsx' });
    await row.getByRole('button', { name: /撤回/ }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('随这次导入补建的 2 套房屋会留下').waitFor();
    await dialog.getByLabel(/请输入人数以确认/).fill('3');
    await dialog.getByRole('button', { name: '撤回', exact: true }).click();
    await shown.getByText('已撤回').waitFor({ timeout: IMPORTED_WITHIN_MS });
    await shown.getByText('补建的 2 套房屋留在小区里').waitFor();
    expect(await street.houseLabels()).toContain('98幢2单元201');
  });

  it('hears why a file is refused', async () => {
    const { page } = desk;
    const file = {
      name: '名单.xlsx',
      mimeType: 'application/octet-stream',
      buffer: Buffer.from('MZ'),
    };
    await page.locator('#roster-file').setInputFiles(file);
    await page.getByText('这个文件不是 Excel（.xlsx）或 CSV 表格').waitFor();
    expect(desk.complaints()).toEqual([]);
  });
});
