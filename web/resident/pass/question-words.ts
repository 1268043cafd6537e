import { type Translation, translator } from '../../kit/i18n.ts';

const zh = {
  askNumber: '{name}的手机号很久没用，现在有人用它登录。是本人吗？',
  askYes: '是',
  askNo: '不是',
  askNoWhat: '会把这个号码从{name}名下去掉，并退出那次登录。本人手机上的通行码不受影响。',
  askNoDo: '不是本人，去掉',
} as const;

const en = {
  askNumber:
    'The number of {name} was silent for long, and somebody is signing in with it. Is it them?',
  askYes: 'Yes',
  askNo: 'No',
  askNoWhat:
    'The number is taken off {name}, and that sign-in ends. Passes on their own phone stay.',
  askNoDo: 'Not them: take it off',
} as const satisfies Translation<typeof zh>;

/** What a household is asked about a number of its own. */
export const questionWords = translator({ zh, en });
