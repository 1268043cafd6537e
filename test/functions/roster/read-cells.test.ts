import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasIdentityNumber, shownOf } from '../../../functions/roster/identity-numbers.ts';
import { readDay, readName, readPhone, readTie } from '../../../functions/roster/read-cells.ts';
import { houseFinder, readHouse } from '../../../functions/roster/roster-houses.ts';

const says = (read: unknown) =>
  typeof read === 'object' && read !== null && 'problem' in read ? `! ${read.problem}` : read;

describe('a phone number as people type it', () => {
  it.each([
    ['13900000001', '13900000001'],
    [' 139 0000 0001 ', '13900000001'],
    ['139-0000-0001', '13900000001'],
    ['+86 13900000001', '13900000001'],
    ['(+86)139 0000 0001', '13900000001'],
    ['8613900000001', '13900000001'],
    ['008613900000001', '13900000001'],
    ['１３９００００００１１', '13900000011'],
    ['13900000001.0', '13900000001'],
    ["'13900000001", '13900000001'],
    ['1.3900000001E+10', '13900000001'],
    ['1.39E+10', '! phone_lost_digits'],
    ['', undefined],
    ['无', undefined],
    ['-', undefined],
    ['0', undefined],
    ['13900000001/13900000002', '! phone_several'],
    ['13900000001、13900000002', '! phone_several'],
    ['0571-88001234', '! phone_landline'],
    ['88001234', '! phone_landline'],
    ['1390000000', '! phone_digits'],
    ['139000000012', '! phone_digits'],
    ['12900000001', '! phone_wrong'],
    ['见备注', '! phone_wrong'],
    ['330106199001011234', '! identity_number'],
  ])('%s', (typed, meant) => {
    expect(says(readPhone(typed))).toBe(meant);
  });

  it('is itself however it is spread', () => {
    const phone = fc
      .integer({ min: 3, max: 9 })
      .chain((second) =>
        fc
          .integer({ min: 0, max: 999_999_999 })
          .map((rest) => `1${second}${String(rest).padStart(9, '0')}`),
      );
    const gaps = fc.array(fc.constantFrom('', ' ', '-', '\u200b', '\u00a0'), {
      minLength: 11,
      maxLength: 11,
    });
    const before = fc.constantFrom('', '+86', '+86 ', '86-', '0086');
    fc.assert(
      fc.property(phone, gaps, before, (digits, between, prefix) => {
        const typed = Array.from(digits, (digit, at) => `${digit}${between[at] ?? ''}`).join('');
        expect(readPhone(`${prefix}${typed}`)).toBe(digits);
      }),
    );
  });
});

describe('a name', () => {
  it.each([
    ['王建国', '王建国'],
    ['王 建 国', '王建国'],
    ['𠮷野㛃', '𠮷野㛃'],
    ['阿依古丽·买买提', '阿依古丽·买买提'],
    ['Anna-Marie O’Neill', 'Anna-Marie O’Neill'],
    ['王建国\u200b', '王建国'],
    ['', '! name_missing'],
    ['无', '! name_missing'],
    ['王?国', '! name_lost_character'],
    ['王□国', '! name_lost_character'],
    ['王建国13900000001', '! name_wrong'],
    ['王建国330106199001011234', '! identity_number'],
    ['王'.repeat(40), '王'.repeat(40)],
    ['王'.repeat(41), '! name_too_long'],
    ['𠮷'.repeat(40), '𠮷'.repeat(40)],
  ])('%s', (typed, meant) => {
    expect(says(readName(typed))).toBe(meant);
  });
});

describe('what ties somebody to the house', () => {
  it.each([
    ['业主', 'owner'],
    ['产权人', 'owner'],
    ['户主', 'owner'],
    ['租客', 'tenant'],
    ['租 户', 'tenant'],
    ['业主家属', 'family'],
    ['配偶', 'family'],
    ['儿子', 'family'],
    ['保姆', 'carer'],
    ['照护人员', 'carer'],
    ['', '! tie_missing'],
    ['VIP', '! tie_wrong'],
    ['非业主', '! tie_wrong'],
  ])('%s', (typed, meant) => {
    expect(says(readTie(typed))).toBe(meant);
  });
});

describe('a day', () => {
  it.each([
    ['2024-3-5', '2024-03-05'],
    ['2024/03/05', '2024-03-05'],
    ['2024.3.5', '2024-03-05'],
    ['2024年3月5日', '2024-03-05'],
    ['2024年3月', '2024-03-01'],
    ['20240305', '2024-03-05'],
    ['2024-03-05 08:30:00', '2024-03-05'],
    ['45356', '2024-03-05'],
    ['', undefined],
    ['2024-02-30', '! day_wrong'],
    ['去年', '! day_wrong'],
    ['330106199001011234', '! identity_number'],
  ])('%s', (typed, meant) => {
    expect(says(readDay(typed))).toBe(meant);
  });

  it('is a day that the program knew to be one', () => {
    expect(readDay(new Date('2024-03-05T00:00:00Z'))).toBe('2024-03-05');
  });
});

describe('a house as people write it', () => {
  const house = (building: number, unit: number, room: string) => ({
    houseId: `hou_1_0000000000000${building}${unit}a` as const,
    building,
    unit,
    room,
    label: `${building}幢${unit}单元${room}`,
  });
  const find = houseFinder([house(3, 2, '501'), house(3, 1, '402'), house(3, 2, '402')]);
  const inOne = (typed: string) => {
    const name = readHouse({ house: typed, building: '', unit: '', room: '' });
    return 'problem' in name ? name : find(name);
  };
  const labelOf = (read: ReturnType<typeof inOne>) => ('label' in read ? read.label : says(read));

  it.each([
    ['3幢2单元501', '3幢2单元501'],
    ['3-2-501', '3幢2单元501'],
    ['3#501', '3幢2单元501'],
    ['3号楼2单元501室', '3幢2单元501'],
    ['３－２－５０１', '3幢2单元501'],
    ['锦苑小区3幢2单元501', '3幢2单元501'],
    ['3幢2单元5楼501', '3幢2单元501'],
    ['3 栋 2 单元 0501', '3幢2单元501'],
    ['3#402', '! house_without_unit'],
    ['3-2-999', '! house_unknown'],
    ['501', '! house_wrong'],
    ['', '! house_missing'],
    ['330106199001011234', '! identity_number'],
  ])('%s', (typed, label) => {
    expect(labelOf(inOne(typed))).toBe(label);
  });

  it.each([
    [{ building: '3幢', unit: '2单元', room: '501室' }],
    [{ building: '3', unit: '2', room: '501' }],
    [{ building: '3号楼', unit: '', room: '501' }],
    [{ building: '锦苑3栋', unit: '02', room: '501' }],
  ])('in columns of its own: %o', (parts) => {
    const name = readHouse({ house: '', ...parts });
    expect('problem' in name ? name : labelOf(find(name))).toBe('3幢2单元501');
  });
});

describe('identity numbers', () => {
  it.each([
    ['330106199001011234', true],
    ['33010619900101123X', true],
    ['33010619900101123x', true],
    ['330106 19900101 1234', true],
    ['330106-1990-0101-1234', true],
    ['３３０１０６１９９００１０１１２３４', true],
    ['330106900101123', true],
    ['号码330106199001011234号', true],
    ['13900000001', false],
    ['008613900000001', false],
    ['2024-03-05', false],
    ['3幢2单元501', false],
    ['王建国', false],
  ])('%s is one: %s', (text, is) => {
    expect(hasIdentityNumber(text)).toBe(is);
  });

  it('are nowhere in what is shown of a cell, whatever stands around them', () => {
    const number = fc
      .tuple(
        fc.integer({ min: 11, max: 82 }),
        fc.integer({ min: 0, max: 9_999 }),
        fc.integer({ min: 1930, max: 2024 }),
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 28 }),
        fc.integer({ min: 0, max: 999 }),
        fc.constantFrom('0', '7', 'X', 'x'),
      )
      .map(
        ([a, b, y, m, d, n, last]) =>
          `${a}${String(b).padStart(4, '0')}${y}${String(m).padStart(2, '0')}${String(d).padStart(2, '0')}${String(n).padStart(3, '0')}${last}`,
      );
    fc.assert(
      fc.property(
        number,
        fc.string(),
        fc.string(),
        fc.constantFrom('', ' ', '-'),
        (digits, a, b, gap) => {
          const written = `${a}${digits.slice(0, 6)}${gap}${digits.slice(6, 14)}${gap}${digits.slice(14)}${b}`;
          const shown = shownOf(written).replace(/[^0-9Xx]/gu, '');
          expect(shown).not.toContain(digits.slice(6, 14));
        },
      ),
    );
  });
});
