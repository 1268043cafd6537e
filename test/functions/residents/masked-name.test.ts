import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskName } from '../../../functions/residents/index.ts';

describe('a masked name', () => {
  it.each([
    ['王小明', '王**'],
    ['王明', '王**'],
    ['欧阳娜', '欧阳**'],
    ['上官婉儿', '上官**'],
    ['司马光', '司马**'],
    ['欧阳', '欧**'],
    ['阿依古丽·买买提', '阿**'],
    [' 李敏 ', '李**'],
    ['𠮷田', '𠮷**'],
  ])('of %s is %s', (name, masked) => {
    expect(maskName(name)).toBe(masked);
  });

  it('tells neither the rest of the name nor how long it is', () => {
    const given = fc.array(fc.constantFrom('明', '丽', '强', '娜'), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(given, given, (one, other) => {
        expect(maskName(`王${one.join('')}`)).toBe(maskName(`王${other.join('')}`));
      }),
    );
  });
});
