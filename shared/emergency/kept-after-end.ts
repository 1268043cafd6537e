/**
 * What stays of an emergency after its end, each with the law or the reason by which it does. It is
 * a closed list, and none of it says anything about anybody's health: the sweep takes whatever else
 * names the emergency for something left.
 */
export const KEPT_AFTER_END = {
  /** That there was one: document, offices, scope, times; and this certificate. */
  the_emergency: {
    basis: {
      zh: '《突发事件应对法》第七条：应急决定应当公布；本身不含任何个人信息',
      en: 'Emergency Response Law, art. 7: such decisions are public; no person stands in it',
    },
  },
  /** What residents were told of its start, renewals and end. */
  announcements: {
    basis: {
      zh: '公告公开可查，保存一年',
      en: 'What was announced can be asked about for a year',
    },
    years: 1,
  },
  /** Who did what and when, by pseudonyms and keyed names; no value, no reason, no evidence. */
  audit_facts: {
    basis: {
      zh: '《个人信息保护法》第五十六条：处理情况记录至少保存三年',
      en: 'Personal Information Protection Law, art. 56: records of handling are kept three years',
    },
    years: 3,
  },
} as const;
export type KeptAfterEnd = keyof typeof KEPT_AFTER_END;
// cast: the keys of an object literal are its keys
export const KEPT_NAMES = Object.keys(KEPT_AFTER_END) as [KeptAfterEnd, ...KeptAfterEnd[]];
