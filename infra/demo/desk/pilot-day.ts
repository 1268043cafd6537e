/**
 * What 107 requests of a compound's day are about, in the kinds of the pilot of 2022, most of them
 * medicine, documents and things to fetch. The words are made up.
 */
export type Wish = {
  readonly typeId: string;
  readonly text: string;
  readonly details: Readonly<Record<string, string>>;
};

type Kind = { readonly count: number; readonly wish: (n: number) => Wish };

const pick = (words: readonly string[], n: number): string => words[n % words.length] ?? '';

const KINDS: readonly Kind[] = [
  {
    count: 34,
    wish: (n) => ({
      typeId: 'medicine',
      text: pick(['药快吃完了，麻烦这两天取', '上次一样的药', '社保卡交给您，谢谢'], n),
      details: { medicine: pick(['降压药', '胰岛素', '感冒药', '眼药水'], n) },
    }),
  },
  {
    count: 18,
    wish: (n) => ({
      typeId: 'documents',
      text: pick(['资料封好了，放在门口', '要当面签收', '下午四点前送到就行'], n),
      details: { to: pick(['社区服务中心', '小学门卫', '物业前台'], n) },
    }),
  },
  {
    count: 27,
    wish: (n) => ({
      typeId: 'items',
      text: pick(['一个小纸箱', '两袋米，有点沉', '家人放在那里的包', '冷藏的，尽快'], n),
      details: { from: pick(['南门岗', '快递柜', '3幢楼下', '西门驿站'], n) },
    }),
  },
  {
    count: 12,
    wish: (n) => ({
      typeId: 'shopping',
      text: pick(['和上周一样', '没有就不用买'], n),
      details: { list: pick(['牛奶两箱、鸡蛋', '面粉十斤、油', '尿不湿 L 码'], n), amount: '80' },
    }),
  },
  {
    count: 9,
    wish: (n) => ({
      typeId: 'repair',
      text: pick(['水龙头一直滴水', '楼道灯不亮', '门禁关不严'], n),
      details: { where: pick(['家里', '楼道', '公共区域'], n) },
    }),
  },
  {
    count: 4,
    wish: (n) => ({
      typeId: 'urgent',
      text: pick(['孩子的奶粉今晚就没了', '钥匙锁在屋里了'], n),
      details: { need: pick(['奶粉', '被锁门外'], n) },
    }),
  },
  { count: 2, wish: () => ({ typeId: 'errands', text: '帮忙去银行取一份回单', details: {} }) },
  { count: 1, wish: () => ({ typeId: 'other', text: '想借一辆轮椅，用两天', details: {} }) },
];

/** All of them, the kinds mixed as a day mixes them. */
export function pilotDay(): Wish[] {
  const queues = KINDS.map(({ count, wish }) => Array.from({ length: count }, (_, n) => wish(n)));
  const day: Wish[] = [];
  while (queues.some((queue) => queue.length > 0)) {
    for (const queue of queues) day.push(...queue.splice(0, 1));
  }
  return day;
}
