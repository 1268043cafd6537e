import { describe, expect, it } from 'vitest';
import { readRosterFile } from '../../../functions/roster/read-roster-file.ts';
import { gb18030, workbookOf, workbookParts, zipOf } from '../../support/roster-files.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const CSV = '姓名,房号\n𠮷野㛃,3-2-501\n阿依古丽·买买提,3-2-502\n';
const READ = [
  ['姓名', '房号'],
  ['𠮷野㛃', '3-2-501'],
  ['阿依古丽·买买提', '3-2-502'],
];

describe('a text file is read', () => {
  it.each([
    ['in UTF-8', bytes(CSV)],
    ['in UTF-8 with a mark', bytes(`\ufeff${CSV}`)],
    ['in GB 18030, as Excel writes it in China', gb18030(CSV)],
    ['in UTF-16', new Uint8Array(Buffer.from(`\ufeff${CSV}`, 'utf16le'))],
    ['with tabs', bytes(CSV.replaceAll(',', '\t'))],
    [
      'with semicolons and line ends of Windows',
      bytes(CSV.replaceAll(',', ';').replaceAll('\n', '\r\n')),
    ],
    [
      'with quotation marks',
      bytes('"姓名","房号"\n"𠮷野㛃","3-2-501"\n"阿依古丽·买买提","3-2-502"\n'),
    ],
    [
      'with digits kept as text',
      bytes('姓名,房号\n𠮷野㛃,="3-2-501"\n阿依古丽·买买提,="3-2-502"\n'),
    ],
  ])('%s', async (_, file) => {
    expect(await readRosterFile('名单.csv', file)).toEqual(READ);
  });
});

it('a workbook is read from its first sheet, numbers to the digit and days as days', async () => {
  const day = new Date('2024-03-05T00:00:00Z');
  const file = await workbookOf([
    ['名单'],
    [],
    ['姓名', '手机', '入住'],
    ['𠮷野㛃', 13_900_000_001, day],
  ]);
  const sheet = await readRosterFile('名单.xlsx', file);
  expect(sheet).toEqual([
    ['名单', undefined, undefined],
    [undefined, undefined, undefined],
    ['姓名', '手机', '入住'],
    ['𠮷野㛃', '13900000001', day],
  ]);
});

const refusalOf = async (name: string, file: Uint8Array) => {
  const read = await readRosterFile(name, file);
  return 'failure' in read ? read.failure : 'read';
};
const OLE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
const row = (cells: string) => `<row r="1">${cells}</row>`;
const withSheet = (contents: string, says?: number) =>
  zipOf(
    workbookParts('').map((part) =>
      part.name.endsWith('sheet1.xml')
        ? { ...part, contents, ...(says === undefined ? {} : { says }) }
        : part,
    ),
  );

describe('a file is refused, and says why', () => {
  it.each([
    ['a program called .xlsx', 'a.xlsx', bytes('MZ\x90\0\x03'), 'roster_not_a_table'],
    ['a program called .csv', 'a.csv', bytes('MZ\x90\0\x03'), 'roster_not_a_table'],
    [
      'a picture called .csv',
      'a.csv',
      new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0, 0]),
      'roster_not_a_table',
    ],
    ['a PDF', 'a.pdf', bytes('%PDF-1.7'), 'roster_not_a_table'],
    ['a workbook called .csv', 'a.csv', zipOf(workbookParts('')), 'roster_not_a_table'],
    ['a text called .xlsx', 'a.xlsx', bytes(CSV), 'roster_not_a_table'],
    [
      'a zip without a workbook',
      'a.xlsx',
      zipOf([{ name: 'a.txt', contents: 'a' }]),
      'roster_not_a_table',
    ],
    ['a zip that was cut', 'a.xlsx', zipOf(workbookParts('')).slice(0, 200), 'roster_not_a_table'],
    ['an old Excel file', 'a.xls', new Uint8Array([...OLE, 0, 0]), 'roster_old_excel'],
    [
      'an old Excel file called .xlsx',
      'a.xlsx',
      new Uint8Array([...OLE, 0, 0]),
      'roster_old_excel',
    ],
    [
      'a workbook under a password',
      'a.xlsx',
      new Uint8Array([...OLE, ...Buffer.from('EncryptedPackage', 'utf16le')]),
      'roster_locked',
    ],
    [
      'a zip under a password',
      'a.xlsx',
      zipOf(workbookParts('').map((part) => ({ ...part, isEncrypted: true }))),
      'roster_locked',
    ],
    ['a file of nothing', 'a.csv', new Uint8Array(), 'roster_empty'],
    [
      'text that is none',
      'a.csv',
      new Uint8Array([0xe5, 0xa7, 0xff, 0xff, 0x0a]),
      'roster_encoding',
    ],
    ['formulas in a text', 'a.csv', bytes('姓名\n=HYPERLINK("http://a")\n'), 'roster_formulas'],
    [
      'a formula in a workbook',
      'a.xlsx',
      zipOf(workbookParts(row('<c r="A1"><f>1+1</f><v>2</v></c>'))),
      'roster_formulas',
    ],
    [
      '200,000 rows in a text',
      'a.csv',
      bytes('王,3-2-501\n'.repeat(200_000)),
      'roster_too_many_rows',
    ],
    [
      '200,000 rows in a workbook',
      'a.xlsx',
      zipOf(workbookParts('<row><c t="inlineStr"><is><t>王</t></is></c></row>'.repeat(200_000))),
      'roster_too_many_rows',
    ],
    ['a zip bomb', 'a.xlsx', withSheet('0'.repeat(60 * 1024 * 1024)), 'roster_too_large_inside'],
    [
      'a zip bomb that lies',
      'a.xlsx',
      withSheet('0'.repeat(60 * 1024 * 1024), 1_000),
      'roster_too_large_inside',
    ],
  ])('%s', async (_, name, file, why) => {
    expect(await refusalOf(name, file)).toBe(why);
  });

  it('a bomb is not inflated to find out that it is one', async () => {
    const bomb = withSheet('0'.repeat(60 * 1024 * 1024), 1_000);
    const before = process.memoryUsage().arrayBuffers;
    await refusalOf('a.xlsx', bomb);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(5 * 1024 * 1024);
  });
});
