import { type Translation, translator } from '../../kit/i18n.ts';

const zh = {
  nowRunBy: '自 {day} 起，本小区由{name}管理。您的登记和通行码不变。',
  nowRunByCommunity: '自 {day} 起，本小区由社区自行管理。您的登记和通行码不变。',
  inviteVisitor: '邀请访客',
  onlyEntrance: '现在请走{gate}进小区。',
} as const;

const en = {
  nowRunBy:
    'Since {day} this compound is run by {name}. Your registration and your code stay as they are.',
  nowRunByCommunity:
    'Since {day} this compound is run by its community. Your registration and your code stay as they are.',
  inviteVisitor: 'Invite a visitor',
  onlyEntrance: 'Please come in by {gate} for now.',
} as const satisfies Translation<typeof zh>;

/** What has changed for a house. */
export const noticeWords = translator({ zh, en });
