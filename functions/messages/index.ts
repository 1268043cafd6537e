export {
  createInboxCalls,
  createInboxMessages,
  createInboxWeChat,
  type InboxMessage,
  readInbox,
} from './inbox-messages-dynamo.ts';
export type { Calls, Message, Messages, WeChatMessages } from './message.ts';
