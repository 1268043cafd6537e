import * as inbox from '../../shared/messages/inbox.ts';
import * as push from '../../shared/messages/push.ts';
import * as weChat from '../../shared/messages/wechat.ts';
import { EXAMPLE } from './example-values.ts';
import { type Operation, operation } from './operation.ts';

const id = `msg_${EXAMPLE.now}_${'0a'.repeat(10)}` as const;
const says = { zh: '您的“报修”有人接单了。', en: 'Your Repair has been taken on.' };
const message = {
  id,
  template: 'request_step',
  says,
  at: EXAMPLE.now,
  isRead: false,
  link: '/requests/req_1_0123456789abcdef',
};
const answer = { unread: 1, messages: [message], more: false };
const older = { body: { before: id }, answer: { messages: [message], more: false } };
const wanted = { sms: true, call: true, wechat: true };
const settings = {
  kinds: { request: wanted, announcement: wanted, account: wanted },
  quiet: { from: 1_320, to: 420 },
};
const subscription = {
  endpoint: 'https://fcm.googleapis.com/fcm/send/example',
  p256dh: `B${'A'.repeat(86)}`,
  auth: 'A'.repeat(22),
};
const undelivered = {
  id: '2026-11-18T04:00:00.000Z#resident:acc_0123456789abcdef#0a#sms',
  channel: 'sms',
  template: 'request_step',
  says,
  to: 'resident',
  at: EXAMPLE.now,
  tries: 6,
} as const;

const weChatBinding = { offered: true, boundAt: EXAMPLE.now };
const weChatReturn = { code: '061Kxu0w3xyz', state: '0a'.repeat(16) };
const weChatAsking = {
  goTo: 'https://open.weixin.qq.com/connect/oauth2/authorize?appid=wx0&scope=snsapi_base',
};

/** What a resident's phone was told. */
export const OF_INBOX: readonly Operation[] = [
  operation(inbox.readInbox, 'inbox.read', 'What one was told, the newest first', { answer }),
  operation(inbox.readOlderMessages, 'inbox.read', 'What one was told before that', older),
  operation(inbox.markRead, 'inbox.mark_read', 'Mark what was read', {
    body: { upTo: EXAMPLE.now },
  }),
  operation(inbox.readNotificationSettings, 'inbox.read', 'How one is told', {
    answer: settings,
  }),
  operation(
    inbox.setNotificationSettings,
    'notification_settings.set',
    'Choose how to be told, and when it is to be quiet',
    { body: settings },
  ),
  operation(weChat.readWeChat, 'inbox.read', 'Whether one is told by WeChat', {
    answer: weChatBinding,
  }),
  operation(weChat.askWeChat, 'wechat.bind', 'Begin to bind one’s WeChat', {
    answer: weChatAsking,
  }),
  operation(weChat.returnFromWeChat, 'wechat.return', 'On from WeChat to the page', {}),
  operation(weChat.bindWeChat, 'wechat.bind', 'Bind one’s WeChat', {
    body: weChatReturn,
    answer: { tookOver: false },
  }),
  operation(weChat.unbindWeChat, 'wechat.unbind', 'Be told by WeChat no more', {}),
  operation(push.readPushKey, 'inbox.read', 'The key by which a browser knows who may push to it', {
    answer: { key: subscription.p256dh },
  }),
  operation(push.subscribePush, 'notification_settings.set', 'Have this browser told', {
    body: subscription,
  }),
  operation(push.unsubscribePush, 'notification_settings.set', 'Have it told no more', {
    body: { endpoint: subscription.endpoint },
  }),
];

/** The same of staff, and what could not be delivered. */
export const OF_STAFF_INBOX: readonly Operation[] = [
  operation(inbox.readStaffInbox, 'staff_inbox.read', 'What one was told, the newest first', {
    answer,
  }),
  operation(
    inbox.readOlderStaffMessages,
    'staff_inbox.read',
    'What one was told before that',
    older,
  ),
  operation(inbox.markStaffRead, 'staff_inbox.mark_read', 'Mark what was read', {
    body: { ids: [id] },
  }),
  operation(inbox.readStaffNotificationSettings, 'staff_inbox.read', 'How one is told', {
    answer: settings,
  }),
  operation(
    inbox.setStaffNotificationSettings,
    'staff_notification_settings.set',
    'Choose how to be told, and when it is to be quiet',
    { body: settings },
  ),
  operation(weChat.readStaffWeChat, 'staff_inbox.read', 'Whether one is told by WeChat', {
    answer: weChatBinding,
  }),
  operation(weChat.askStaffWeChat, 'staff_wechat.bind', 'Begin to bind one’s WeChat', {
    answer: weChatAsking,
  }),
  operation(weChat.bindStaffWeChat, 'staff_wechat.bind', 'Bind one’s WeChat', {
    body: weChatReturn,
    answer: { tookOver: false },
  }),
  operation(weChat.unbindStaffWeChat, 'staff_wechat.unbind', 'Be told by WeChat no more', {}),
  operation(inbox.listUndelivered, 'undelivered.read', 'Messages that reached no phone', {
    answer: { undelivered: [undelivered] },
  }),
  operation(inbox.retryUndelivered, 'undelivered.retry', 'Have some of them sent again', {
    body: { ids: [undelivered.id] },
    answer: { retried: 1 },
  }),
];
