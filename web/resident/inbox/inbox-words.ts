import { type Translation, translator } from '../../kit/i18n.ts';

const zh = {
  inbox: '消息',
  inboxUnread: '消息，{n} 条未读',
  inboxNone: '还没有消息。',
  inboxNoneWhat: '报事的进展、公告和登记的变化都会在这里告诉您。',
  inboxNew: '未读',
  inboxLook: '查看',
  inboxRead: '知道了',
  inboxAllRead: '全部标为已读',
  inboxOlder: '更早的消息',
  inboxKept: '消息保留 60 天。',
  inboxSettings: '提醒设置',
  inboxSignIn: '重新登录',
  tellTitle: '提醒设置',
  tellWhat: '消息总会出现在这里。下面选择哪些还要发到手机上（短信、微信，特别急的打电话）。',
  tellRequest: '报事的进展',
  tellAnnouncement: '紧急公告',
  tellAccount: '登记、租约和通行码',
  tellQuiet: '安静时间',
  tellQuietWhat: '这段时间里手机不响，早上再发；紧急的除外。开始和结束一样，就是没有安静时间。',
  tellFrom: '从',
  tellTo: '到',
  tellSave: '保存',
  tellSaved: '已保存。',
} as const;

const en = {
  inbox: 'Messages',
  inboxUnread: 'Messages, {n} unread',
  inboxNone: 'No messages yet.',
  inboxNoneWhat: 'News of your requests, announcements and changes of your record come here.',
  inboxNew: 'Unread',
  inboxLook: 'Look',
  inboxRead: 'Read',
  inboxAllRead: 'Mark all as read',
  inboxOlder: 'Older messages',
  inboxKept: 'Messages are kept for 60 days.',
  inboxSettings: 'How I am told',
  inboxSignIn: 'Sign in again',
  tellTitle: 'How I am told',
  tellWhat:
    'Messages always come here. Choose which go to the phone as well (SMS, WeChat, a call for what is very urgent).',
  tellRequest: 'News of my requests',
  tellAnnouncement: 'Urgent announcements',
  tellAccount: 'Record, tenancy and passes',
  tellQuiet: 'Quiet hours',
  tellQuietWhat:
    'The phone stays quiet then, and messages go out in the morning, but for urgent ones. The same beginning and end: never quiet.',
  tellFrom: 'From',
  tellTo: 'To',
  tellSave: 'Save',
  tellSaved: 'Saved.',
} as const satisfies Translation<typeof zh>;

/** Of messages, which no code waits for. */
export const inboxWords = translator({ zh, en });
