import { afterEach, describe, expect, it } from 'vitest';
import { FIRST_REQUEST_TYPES } from '../../../../shared/desk/request-types.ts';
import { language } from '../../../../web/kit/language.ts';
import { groupsOf, isMeant } from '../../../../web/manager/requests/board-groups.ts';
import { knownTypes, typeWords } from '../../../../web/manager/requests/type-words.ts';

const repair = {
  requestId: 'req_1_0000000000000001',
  typeId: 'repair',
  typeName: '报修',
  state: 'new',
  at: 0,
  dueAt: 1,
  version: 1,
  sensitive: false,
  building: '3幢',
  houseLabel: '3幢2单元501',
  openHandOvers: 0,
} as const;

const called = (zh: string, en?: string) =>
  FIRST_REQUEST_TYPES.map((type) =>
    type.typeId === 'repair' ? { ...type, name: en === undefined ? { zh } : { zh, en } } : type,
  );

describe('what a request’s type is called in the console', () => {
  afterEach(() => {
    language.value = 'zh';
    knownTypes.value = FIRST_REQUEST_TYPES;
  });

  it('is its Chinese name in Chinese, and its English one in English, wherever it stands', () => {
    expect(typeWords(repair)).toBe('报修');
    language.value = 'en';
    expect(typeWords(repair)).toBe('Repair');
    expect(groupsOf([repair], 'type', 0).map(({ name }) => name)).toEqual(['Repair']);
    expect([isMeant(repair, 'Repair'), isMeant(repair, '报修')]).toEqual([true, true]);
  });

  it('is what the desk has named it, and in Chinese where nobody has said how in English', () => {
    language.value = 'en';
    knownTypes.value = called('报修', 'Mending');
    expect(typeWords(repair)).toBe('Mending');
    knownTypes.value = called('报修');
    expect(typeWords(repair)).toBe('报修');
    knownTypes.value = called('报修', '');
    expect(typeWords(repair)).toBe('报修');
  });

  it('stays as it was asked for where the type goes by another name since, or is gone', () => {
    language.value = 'en';
    knownTypes.value = called('维修', 'Maintenance');
    expect(typeWords(repair)).toBe('报修');
    expect(typeWords({ typeId: 'lamp', typeName: '换灯' })).toBe('换灯');
  });
});
