export { createInboxMessages, type InboxMessage, readInbox } from './inbox-messages-dynamo.ts';
export type { Message, Messages } from './message.ts';
