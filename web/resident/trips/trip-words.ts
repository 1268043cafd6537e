import { type Translation, translator } from '../../kit/i18n.ts';

const zh = {
  left: '今日外出次数：还剩 {left} 次（每户每天 {perDay} 次）。',
  none: '今日外出次数已用完（每户每天 {perDay} 次）。有急事照常出门；需要增加次数，请联系社区工作人员。回家不计次数。',
  perDay: '应急响应期间每户每天可外出 {perDay} 次。回家不计次数。',
} as const;

const en = {
  left: 'Trips today: {left} left ({perDay} a household and day).',
  none: 'No trips left today ({perDay} a household and day). If it is urgent, go; for more, ask the community worker. Coming home is not counted.',
  perDay:
    'During the emergency response each household has {perDay} trips a day. Coming home is not counted.',
} as const satisfies Translation<typeof zh>;

/** How many trips a household has, while an emergency counts them. */
export const tripWords = translator({ zh, en });
