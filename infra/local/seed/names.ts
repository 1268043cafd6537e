import type { Drawing } from './drawing.ts';

/** Made-up people: common surnames, and given names of their generation. */
const SURNAMES = [
  '王',
  '李',
  '张',
  '刘',
  '陈',
  '杨',
  '赵',
  '黄',
  '周',
  '吴',
  '徐',
  '孙',
  '胡',
  '朱',
  '高',
  '林',
  '何',
  '郭',
  '马',
  '罗',
  '沈',
  '章',
  '方',
  '俞',
  '金',
  '陆',
  '潘',
  '蒋',
  '欧阳',
  '上官',
] as const;

const GIVEN = {
  grandfather: ['福根', '建国', '阿根', '国强', '宝林', '长庚', '荣发', '水根'],
  grandmother: ['桂珍', '秀英', '玉兰', '美娣', '水娟', '月娥', '素珍', '金花', '彩凤'],
  man: ['志强', '伟', '磊', '勇', '军', '晓东', '明辉', '国栋', '建平', '俊杰', '一鸣', '思远'],
  woman: ['丽娜', '敏', '静', '洁', '艳', '芳', '海燕', '佳琪', '雪梅', '婷婷', '慧', '文娟'],
  child: [
    '梓涵',
    '宇轩',
    '诗雨',
    '浩然',
    '欣怡',
    '子墨',
    '一诺',
    '沐宸',
    '可馨',
    '语桐',
    '天佑',
    '若曦',
  ],
} as const;
export type Generation = keyof typeof GIVEN;

export const drawSurname = (drawing: Drawing): string => drawing.pick(SURNAMES);

export function drawGiven(drawing: Drawing, generation: Generation): string {
  return drawing.pick<string>(GIVEN[generation]);
}
