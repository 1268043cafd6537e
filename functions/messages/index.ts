export {
  createInboxCalls,
  createInboxMessages,
  createInboxPush,
  createInboxWeChat,
  type InboxMessage,
  readInbox,
} from './inbox-messages-dynamo.ts';
export type {
  Calls,
  Message,
  Messages,
  PushMessages,
  SignInMessage,
  WeChatMessages,
  Wording,
} from './message.ts';
export { pushKeyOf } from './push-key.ts';
export { SIGN_IN_WORDING } from './sign-in-wording.ts';
export type { WeChatAccounts } from './wechat-accounts.ts';
