import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recogniseColumns } from '../../../functions/roster/columns.ts';
import { findDuplicates } from '../../../functions/roster/find-duplicates.ts';
import { readPeople } from '../../../functions/roster/read-people.ts';
import { houseFinder } from '../../../functions/roster/roster-houses.ts';
import type { Sheet } from '../../../functions/roster/sheet.ts';

const HOUSE = {
  houseId: 'hou_1_000000000000000a',
  building: 3,
  unit: 2,
  room: '501',
  label: '3幢2单元501',
} as const;
const find = houseFinder([HOUSE]);

const read = (sheet: Sheet) => {
  const columns = recogniseColumns(sheet);
  if ('failure' in columns) throw new Error(columns.failure);
  return { columns, ...readPeople(sheet, columns, find) };
};
const WANG = {
  name: '王建国',
  tie: 'owner',
  phone: '13900000001',
  since: '2024-03-05',
  house: HOUSE,
};
const ID = '330106199001011234';

/** Each column under one of its usual headers, with one of the ways to write what is in it. */
const COLUMNS = {
  name: {
    headers: ['姓名', '住户姓名', '姓 名（必填）', '业主姓名*'],
    cells: ['王建国', ' 王 建国'],
  },
  house: {
    headers: ['房号', '房屋', '门牌号', '房屋地址', '房产编号'],
    cells: ['3幢2单元501', '3-2-501', '3#501', '3号楼2单元501室', '３－２－５０１', '3栋2单元0501'],
  },
  tie: { headers: ['身份', '与房屋关系', '住户类型'], cells: ['业主', '产权人', '户主'] },
  phone: {
    headers: ['手机号', '联系电话', '手机号码', '电话'],
    cells: ['13900000001', '139-0000-0001', '+86 139 0000 0001'],
  },
  since: { headers: ['入住日期', '登记时间'], cells: ['2024-3-5', '2024年3月5日', '45356'] },
  id: { headers: ['身份证号', '证件号码', '备用'], cells: [ID] },
  note: { headers: ['备注', '车牌'], cells: ['早晚在家', ''] },
} as const;

describe('a roster is understood', () => {
  it('in any order of its columns, under any of their usual names, in any spelling of a house', () => {
    const written = fc
      .shuffledSubarray(Object.values(COLUMNS), { minLength: Object.keys(COLUMNS).length })
      .chain((columns) =>
        fc.tuple(
          ...columns.map((column) =>
            fc.tuple(fc.constantFrom(...column.headers), fc.constantFrom(...column.cells)),
          ),
        ),
      );
    const above = fc.constantFrom<Sheet>([], [['2024 年住户名单']], [['锦苑小区'], []]);
    fc.assert(
      fc.property(written, above, (columns, before) => {
        const sheet = [
          ...before,
          columns.map(([header]) => header),
          columns.map(([, cell]) => cell),
        ];
        const { people, errors, columns: found } = read(sheet);
        expect(errors).toEqual([]);
        expect(people).toEqual([{ ...WANG, row: before.length + 2 }]);
        expect(found.leftOut.filter(({ why }) => why === 'identity_numbers')).toHaveLength(1);
      }),
    );
  });

  it('where building, unit and room are columns of their own', () => {
    const { people } = read([
      ['序号', '楼栋', '单元', '房号', '姓名', '身份'],
      ['1', '3幢', '2', '501', '王建国', '业主'],
    ]);
    expect(people).toMatchObject([{ name: '王建国', house: HOUSE, phone: undefined }]);
  });

  it('rows with nothing but a running number are nobody', () => {
    const { rows } = read([
      ['序号', '房号', '姓名', '身份'],
      ['1', '3-2-501', '王建国', '业主'],
      ['2'],
      [],
    ]);
    expect(rows).toBe(1);
  });

  it('one phone may be that of several people, and of thirty at most', () => {
    const person = ['3-2-501', '王建国', '业主', '13900000001'];
    const roster = (people: number) => [
      ['房号', '姓名', '身份', '手机'],
      ...Array.from({ length: people }, () => person),
    ];
    expect(read(roster(30)).errors).toEqual([]);
    expect(read(roster(31)).errors.map(({ code }) => code)).toEqual(['phone_of_many']);
  });
});

describe('what is wrong is said of each cell', () => {
  it('with its row, its column, what it says and what to do', () => {
    const { errors, people } = read([
      ['名单'],
      ['房号', '姓名', '身份', '手机'],
      ['3-2-999', '王建国', '业主', '1390000000'],
      ['3-2-501', '', '邻居', ''],
    ]);
    expect(people).toEqual([]);
    expect(
      errors.map(({ row, column, header, found, code }) => [row, column, header, found, code]),
    ).toEqual([
      [3, 'A', '房号', '3-2-999', 'house_unknown'],
      [3, 'D', '手机', '139*******', 'phone_digits'],
      [4, 'B', '姓名', '', 'name_missing'],
      [4, 'C', '身份', '邻居', 'tie_wrong'],
    ]);
    for (const { says, next } of errors) {
      for (const words of [says.zh, says.en, next.zh, next.en])
        expect(words.length).toBeGreaterThan(3);
    }
  });

  it('an identity number in a column that is read is an error, and is not repeated', () => {
    const { errors } = read([
      ['房号', '姓名', '身份', '手机'],
      ['3-2-501', `王建国 ${ID}`, '业主', ID],
    ]);
    expect(errors.map(({ code }) => code)).toEqual(['identity_number', 'identity_number']);
    expect(JSON.stringify(errors)).not.toContain('19900101');
  });

  it('columns of identity numbers are left out, by their header or by what is in them', () => {
    const { columns } = read([
      ['房号', '姓名', '身份', '身份证号码', '备注', '车牌'],
      ['3-2-501', '王建国', '业主', ID, `证 ${ID}`, '浙A12345'],
    ]);
    expect(columns.leftOut).toEqual([
      { column: 'D', header: '身份证号码', why: 'identity_numbers' },
      { column: 'E', header: '备注', why: 'identity_numbers' },
      { column: 'F', header: '车牌', why: 'not_needed' },
    ]);
  });

  it('a table without a needed column is refused, and so is one without anybody', () => {
    expect(
      recogniseColumns([
        ['姓名', '房号'],
        ['王建国', '3-2-501'],
      ]),
    ).toMatchObject({ failure: 'roster_no_column' });
    expect(recogniseColumns([[], ['']])).toMatchObject({ failure: 'roster_empty' });
  });
});

describe('who may be there already', () => {
  const known = {
    residentId: 'res_1_0000000000000001',
    name: '王建国',
    houseId: HOUSE.houseId,
    tie: 'owner',
    accountId: 'acc_0000000000000001',
  } as const;
  const { residentId, tie } = known;
  const newcomer = (row: number, changed: object = {}) => ({
    row,
    name: '王建国',
    houseId: HOUSE.houseId,
    tie,
    accountId: known.accountId,
    ...changed,
  });

  it('is whoever bears the name of somebody of the same house', () => {
    expect(findDuplicates([newcomer(2)], [known])).toEqual([
      { row: 2, of: { residentId, tie }, samePhone: true },
    ]);
    expect(findDuplicates([newcomer(2, { accountId: undefined })], [known])).toEqual([
      { row: 2, of: { residentId, tie }, samePhone: false },
    ]);
  });

  it('is nobody of another house or another name', () => {
    expect(
      findDuplicates(
        [newcomer(2, { name: '王建军' }), newcomer(3, { houseId: 'hou_1_000000000000000b' })],
        [known],
      ),
    ).toEqual([]);
  });

  it('may stand further up in the file', () => {
    expect(findDuplicates([newcomer(2), newcomer(3)], [])).toEqual([
      { row: 3, of: { row: 2, tie }, samePhone: true },
    ]);
  });
});
