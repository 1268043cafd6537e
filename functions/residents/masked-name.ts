/** Surnames of two characters, so that 欧阳 is not cut in half. */
const COMPOUND_SURNAMES = new Set(
  (
    '欧阳 太史 上官 端木 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 ' +
    '公冶 太叔 申屠 公孙 慕容 仲孙 钟离 长孙 宇文 司徒 鲜于 司空 闾丘 子车 亓官 司寇 巫马 公西 颛孙 ' +
    '壤驷 公良 漆雕 乐正 宰父 谷梁 拓跋 夹谷 轩辕 令狐 段干 百里 呼延 东郭 南门 羊舌 微生 公户 公玉 ' +
    '公仪 梁丘 公仲 公上 公门 公山 公坚 左丘 公伯 西门 公祖 第五 公乘 贯丘 公皙 南荣 东里 东宫 仲长 ' +
    '子书 子桑 即墨 达奚 褚师'
  ).split(' '),
);

/** Between the parts of names such as 阿依古丽·买买提. */
const MIDDLE_DOT = /[·••.]/u;

/** How long a name is, is part of the name. */
const MASK = '**';

/**
 * What neighbours, guards and pages see of a name: the surname, and nothing of the rest, not even
 * its length. 王小明 → 王**, 欧阳娜 → 欧阳**, 阿依古丽·买买提 → 阿**.
 */
export function maskName(name: string): string {
  return `${surnameOf(name)}${MASK}`;
}

/** Of whoever has no surname, the first character stands for it. */
export function surnameOf(name: string): string {
  const characters = Array.from(name.trim());
  const [first = ''] = characters;
  const two = characters.slice(0, 2).join('');
  const hasCompoundSurname =
    COMPOUND_SURNAMES.has(two) && characters.length > 2 && !MIDDLE_DOT.test(name);
  return hasCompoundSurname ? two : first;
}

/**
 * The surnames that somebody may mean who types a name, a masked one or the surname alone: 王, 王**
 * and 王小明 are 王; 欧阳 alone is 欧阳, or a 欧 whose given name is 阳.
 */
export function possibleSurnamesOf(typed: string): string[] {
  const name = typed.normalize('NFKC').replace(/\s|\*|女士$|先生$/gu, '');
  if (name === '') return [];
  return [...new Set([...(COMPOUND_SURNAMES.has(name) ? [name] : []), surnameOf(name)])];
}
