/** What somebody comes for, and how long they usually stay before the host is asked about it. */
export const VISIT_TYPES = [
  'guest',
  'carer',
  'cleaner',
  'tutor',
  'trade',
  'crew',
  'goods',
] as const;
export type VisitType = (typeof VISIT_TYPES)[number];

type Words = { readonly zh: string; readonly en: string };
export const VISIT_TYPE_WORDS: Readonly<Record<VisitType, Words>> = {
  guest: { zh: '访客', en: 'Guest' },
  carer: { zh: '护工', en: 'Carer' },
  cleaner: { zh: '保洁', en: 'Cleaner' },
  tutor: { zh: '家教', en: 'Tutor' },
  trade: { zh: '上门服务', en: 'Trade' },
  crew: { zh: '装修人员', en: 'Crew' },
  goods: { zh: '搬运', en: 'Mover' },
};

export const isVisitType = (value: unknown): value is VisitType =>
  VISIT_TYPES.some((type) => type === value);
