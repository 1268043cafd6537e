import type { RosterError, RosterProblemCode } from '../../shared/messages/rosters.ts';

type Words = Pick<RosterError, 'says' | 'next'>;
/** @param detail the figure or place that helps, where there is one */
type Saying = (detail: string) => Words;

const words = (zh: string, en: string, nextZh: string, nextEn: string): Words => ({
  says: { zh, en },
  next: { zh: nextZh, en: nextEn },
});
const always =
  (...said: Parameters<typeof words>): Saying =>
  () =>
    words(...said);

/** What each problem says, and what to do about it in the table. */
export const PROBLEM_WORDS: Record<RosterProblemCode, Saying> = {
  name_missing: always(
    '没有姓名',
    'No name',
    '请补上姓名；这一行没有人，就整行删掉',
    'Fill in the name, or delete the row',
  ),
  name_wrong: always(
    '不像姓名',
    'This is no name',
    '只写姓名，别的内容放到别的列',
    'Write the name alone; the rest belongs in other columns',
  ),
  name_lost_character: always(
    '姓名里有一个字没有读出来',
    'A character of the name was lost',
    '请重新输入这个生僻字，并另存为 .xlsx',
    'Type that rare character anew and save as .xlsx',
  ),
  name_too_long: (count) =>
    words(
      `姓名有 ${count} 个字，太长了`,
      `A name of ${count} characters is too long`,
      '最多 40 个字',
      'At most 40 characters',
    ),
  phone_lost_digits: always(
    '手机号变成了科学计数，后几位已经丢了',
    'The number became 1.39E+10; its last digits are lost',
    '请把这一列设为“文本”，重新填写号码',
    'Format the column as text and type the number anew',
  ),
  phone_several: always(
    '一格里有几个号码',
    'Several numbers in one cell',
    '请只留本人常用的一个；家人的号码写在家人那一行',
    "Keep the one that is theirs; a relative's belongs in the relative's row",
  ),
  phone_landline: always(
    '这是座机号码，收不到验证码',
    'A landline gets no sign-in code',
    '请写手机号；没有手机就留空',
    'Write a mobile number, or leave it empty',
  ),
  phone_digits: (count) =>
    words(
      `手机号应是 11 位，这里有 ${count} 位`,
      `A number has 11 digits, this one has ${count}`,
      '请核对；没有手机就留空',
      'Check it, or leave it empty',
    ),
  phone_wrong: always(
    '不是手机号',
    'This is no mobile number',
    '请写 11 位手机号；没有手机就留空',
    'Write 11 digits, or leave it empty',
  ),
  phone_of_many: (most) =>
    words(
      `同一个号码写在超过 ${most} 个人名下`,
      `One number stands beside more than ${most} people`,
      '请核对；不是本人或家人的号码就留空',
      "Check it; leave it empty where it is nobody's of the family",
    ),
  tie_missing: always(
    '没有写身份',
    'No tie to the house',
    '请写业主、租客、家属或照护人员',
    'Write owner (业主), tenant (租客), family (家属) or carer (照护人员)',
  ),
  tie_wrong: always(
    '看不出是什么身份',
    'The tie to the house is not clear',
    '请写业主、租客、家属或照护人员',
    'Write owner (业主), tenant (租客), family (家属) or carer (照护人员)',
  ),
  day_wrong: always(
    '日期看不明白',
    'This is no date',
    '请写成 2024-03-05；不知道就留空',
    'Write 2024-03-05, or leave it empty',
  ),
  house_missing: always(
    '没有写房号',
    'No house',
    '请写成 3幢2单元501 或 3-2-501',
    'Write 3幢2单元501 or 3-2-501',
  ),
  house_wrong: always(
    '房号看不明白',
    'This is no house',
    '请写成 3幢2单元501 或 3-2-501',
    'Write 3幢2单元501 or 3-2-501',
  ),
  house_unknown: (isWithoutUnit) =>
    isWithoutUnit === ''
      ? words(
          '本小区没有这套房',
          'The compound has no such house',
          '请核对房号；确有这套房，先在“小区”里补上，再重新上传',
          'Check it; where the house does exist, add it to the compound first, and upload again',
        )
      : words(
          '本小区没有这套房，也没有写单元',
          'The compound has no such house, and no unit is named',
          '请核对房号，写上单元，如 3幢2单元501',
          'Check it, and write the unit too: 3幢2单元501',
        ),
  house_without_unit: (count) =>
    words(
      `这一幢有 ${count} 个单元都有这个房号`,
      `${count} units of this building have that room`,
      '请写上单元，如 3幢2单元501',
      'Write the unit too: 3幢2单元501',
    ),
  identity_number: always(
    '这一格里有证件号，内容已略去、没有保存',
    'An identity number stands in this cell; it was left out and is not kept',
    '请从表里删掉证件号再上传',
    'Delete the number from the table and upload again',
  ),
};
