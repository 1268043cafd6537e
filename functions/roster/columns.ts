import { type Failure, fail } from '../platform/failure.ts';
import { hasIdentityNumber, shownOf } from './identity-numbers.ts';
import { textOf } from './read-cells.ts';
import { type Cell, columnName, MOST_ROWS_ABOVE, type Sheet } from './sheet.ts';

/** What is taken of a roster. */
export const ROSTER_FIELDS = [
  'name',
  'house',
  'building',
  'unit',
  'room',
  'tie',
  'phone',
  'since',
] as const;
export type RosterField = (typeof ROSTER_FIELDS)[number];

/** Headers as property companies write them, without the marks and notes around them. */
const HEADERS: Record<RosterField, RegExp> = {
  name: /^(?:(?:住户|业主|客户|户主|人员|租户|租客|居民|家庭成员|成员|使用人|联系人)?(?:姓名|名字|名称)|业主|住户|户主|居民|业户|name)$/u,
  house:
    /^(?:房屋|房产|房间|物业|住宅|户)?(?:房号|门牌|门牌号|房屋号|房屋编号|房屋名称|房产名称|房产编号|房间名称|编号地址|地址|住址|户号|坐落|全称)$|^(?:房屋|房产|房间|资产|单元房号|楼栋房号|居住地址|家庭住址|详细地址|房屋坐落|房屋信息|house)$/u,
  building: /^(?:楼栋|楼幢|楼号|楼座|栋|幢|座|栋号|幢号|座号|号楼|楼栋号|楼栋名称|楼宇|building)$/u,
  unit: /^(?:单元|单元号|单元名称|门洞|梯|unit)$/u,
  room: /^(?:室|室号|房间|房间号|房号|门牌|门牌号|户室|户室号|户号|room)$/u,
  tie: /^(?:身份|关系|身份类型|住户身份|住户类型|住户类别|住户性质|人员类型|人员类别|人员性质|客户类型|客户类别|居住类型|居住性质|居住类别|与(?:房屋|业主|户主|产权人)(?:的)?关系|类型|类别|性质|tie)$/u,
  phone:
    /^(?:(?:住户|业主|客户|本人|租户|租客|常用|移动)?(?:手机|手机号|手机号码|电话|电话号码|联系电话|联系方式|联系号码|移动电话)|(?:联系|通讯)(?:手机|电话)|phone|mobile|tel)$/u,
  since:
    /^(?:(?:入住|登记|迁入|搬入|起租|收房|交房|交付|起始|开始|居住)(?:日期|时间|日)|入住|since)$/u,
};
const IDENTITY = /身份证|证件|护照|公民身份|身份号|通行证|idcard|passport|idnumber/u;

/** 姓名（必填） *: and 姓 名 are one header. */
const plain = (header: string): string =>
  header
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[(【[{<].*?[)】\]}>]/gu, '')
    .replace(/[\s*#:：、。.,_\-/]/gu, '');

export type LeftOut = {
  readonly column: string;
  readonly header: string;
  readonly why: 'identity_numbers' | 'not_needed';
};
export type Columns = {
  /** The row of the headers, from 0. */
  readonly headerRow: number;
  readonly at: ReadonlyMap<RosterField, number>;
  readonly headers: readonly string[];
  readonly leftOut: readonly LeftOut[];
};

function fieldsOf(row: readonly Cell[]): Map<RosterField, number> {
  const found = new Map<RosterField, number>();
  const headers = row.map((cell) => plain(textOf(cell)));
  const take = (field: RosterField, header: string, index: number): void => {
    if (header === '' || IDENTITY.test(header) || found.has(field)) return;
    if (HEADERS[field].test(header)) found.set(field, index);
  };
  for (const [index, header] of headers.entries()) take('building', header, index);
  // 房号 beside 楼栋 is a room, and alone a house.
  const places: RosterField[] = found.has('building')
    ? ['unit', 'room', 'house']
    : ['house', 'unit', 'room'];
  for (const field of [...places, 'name', 'tie', 'phone', 'since'] as const) {
    const taken = new Set(found.values());
    for (const [index, header] of headers.entries()) {
      if (!taken.has(index)) take(field, header, index);
    }
  }
  return found;
}

const isWhole = (found: ReadonlyMap<RosterField, number>): boolean =>
  found.has('name') &&
  found.has('tie') &&
  (found.has('house') || (found.has('building') && found.has('room')));

/** Which columns are what, and which are not looked at. */
export function recogniseColumns(sheet: Sheet): Columns | Failure {
  const rows = sheet.slice(0, MOST_ROWS_ABOVE);
  if (!sheet.some((row) => row.some((cell) => textOf(cell) !== ''))) return fail('roster_empty');
  const headerRow = rows.findIndex((row) => isWhole(fieldsOf(row)));
  if (headerRow < 0) return fail('roster_no_column');
  const header = sheet[headerRow] ?? [];
  const at = fieldsOf(header);
  const taken = new Set(at.values());
  const people = sheet.slice(headerRow + 1);
  const width = Math.max(...sheet.slice(headerRow).map((row) => row.length));
  const headers = Array.from({ length: width }, (_, index) => shownOf(textOf(header[index])));
  const leftOut: LeftOut[] = [];
  for (const [index, shown] of headers.entries()) {
    if (taken.has(index)) continue;
    const holdsNumbers =
      IDENTITY.test(plain(textOf(header[index]))) ||
      people.some((row) => hasIdentityNumber(textOf(row[index])));
    if (shown === '' && !holdsNumbers) continue;
    const why = holdsNumbers ? 'identity_numbers' : 'not_needed';
    leftOut.push({ column: columnName(index), header: shown, why });
  }
  return { headerRow, at, headers, leftOut };
}
