import { NEED_WORDS } from '../../../shared/directory/need-words.ts';
import { type Translation, translator } from '../../kit/i18n.ts';

const zh = {
  title: '公告',
  none: '现在没有公告。',
  noneWhat: '物业和社区发的通知会出现在这里。',
  urgent: '紧急',
  correction: '更正',
  unread: '没看过',
  asOf: '网络不通，下面是 {when} 的内容。',
  asOfOld: '下面是 {when} 的内容。',
  signedBy: '{office} · {when}',
  concerns: '发给：{place}',
  until: '到 {when} 为止',
  gone: '这条公告已经结束或撤回。',
  signIn: '重新登录',

  help: '求助电话',
  helpAll: '全部求助电话',
  helpLead: '点号码就能拨打。断网也能看。',
  helpOpen: '现在有人接',
  helpClosed: '现在不在班',
  helpNone: '物业还没有登记本小区的电话。全国通用的号码一直在这里。',
  call: '拨打 {name} {phone}',
  always: '全天',
  ...NEED_WORDS.zh,
} as const;

const en = {
  title: 'Notices',
  none: 'There are no notices now.',
  noneWhat: 'What the property office and the community make known appears here.',
  urgent: 'Urgent',
  correction: 'Correction',
  unread: 'new',
  asOf: 'There is no network: this is as of {when}.',
  asOfOld: 'This is as of {when}.',
  signedBy: '{office} · {when}',
  concerns: 'For {place}',
  until: 'Until {when}',
  gone: 'This notice is over or was withdrawn.',
  signIn: 'Sign in again',

  help: 'Who to call',
  helpAll: 'All numbers',
  helpLead: 'Tap a number to call it. It works without a network.',
  helpOpen: 'Answering now',
  helpClosed: 'Not on duty now',
  helpNone:
    'The property office has noted no numbers of this compound yet. The national ones are always here.',
  call: 'Call {name}, {phone}',
  always: 'At all hours',
  ...NEED_WORDS.en,
} as const satisfies Translation<typeof zh>;

/** Of announcements and the directory of help. */
export const announcementWords = translator({ zh, en });
