import { describe, expect, it } from 'vitest';
import {
  laneText,
  possibleHouses,
  possibleSurnames,
  readHouseName,
} from '../../../shared/lane/house-name.ts';

describe('a house as people type it', () => {
  it.each([
    '3-2-501',
    '3幢2单元501',
    '3栋2单元501室',
    '3号楼2单元501',
    '３幢２单元５０１',
    ' 3 - 2 - 501 ',
    '3—2—501',
    '03-02-0501',
    '3#2-501',
    '３＃２单元501房',
  ])('%s is house 501 of unit 2 of building 3', (typed) => {
    expect(readHouseName(typed)).toEqual({ building: 3, unit: 2, room: '501' });
  });

  it.each(['3#501', '3-501', '3幢501', '3号楼501室'])('%s leaves the unit open', (typed) => {
    expect(readHouseName(typed)).toEqual({ building: 3, room: '501' });
  });

  it('keeps the letter of a room, in either case', () => {
    expect(readHouseName('3-2-501b')).toEqual({ building: 3, unit: 2, room: '501B' });
  });

  it.each(['', '501', '3幢', '3-2-', '王小明', '3-2-501-7', '0-1-101', '3-2-501 王'])(
    '“%s” is no house',
    (typed) => {
      expect(readHouseName(typed)).toBeUndefined();
    },
  );
});

describe('digits run together', () => {
  const asTyped = (typed: string) =>
    possibleHouses(typed).map(({ building, unit, room }) =>
      [building, ...(unit === undefined ? [] : [unit]), room].join('-'),
    );

  it('are every house that they may name', () => {
    expect(asTyped('32501')).toEqual(['3-2501', '3-2-501', '32-501']);
    expect(asTyped('121101')).toEqual(['1-2-1101', '12-1101', '12-1-101', '121-101']);
    expect(asTyped('3501')).toEqual(['3-501']);
  });

  it('are no house where they are too few or too many, and separators say which one is meant', () => {
    for (const typed of ['', '3', '501', '0501', '123456789012', '3250王']) {
      expect(asTyped(typed)).toEqual([]);
    }
    for (const typed of ['3-2-501', '3*2*501', '3.2.501', '3，2，501']) {
      expect(asTyped(typed)).toEqual(['3-2-501']);
    }
  });
});

describe('a surname as people type it', () => {
  it('is one character or two, whatever follows', () => {
    expect(possibleSurnames('王')).toEqual(['王']);
    expect(possibleSurnames(' 王小明 ')).toEqual(['王', '王小']);
    expect(possibleSurnames('欧阳娜')).toEqual(['欧', '欧阳']);
    expect(possibleSurnames('  ')).toEqual([]);
  });
});

describe('what is hashed', () => {
  it('is one for one house and surname, and another for any other', () => {
    const house = { building: 3, unit: 2, room: '501' };
    const others = [
      laneText({ building: 3, room: '501' }, '王'),
      laneText({ building: 32, room: '501' }, '王'),
      laneText({ building: 3, unit: 25, room: '01' }, '王'),
      laneText(house, '汪'),
      laneText(house, '王'),
    ];
    expect(new Set(others).size).toBe(others.length);
    expect(laneText({ ...house, room: '501b' }, 'j')).toBe(
      laneText({ ...house, room: '501B' }, 'J'),
    );
  });
});
