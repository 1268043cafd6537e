export { createInboxMessages, type InboxMessage, readInbox } from './inbox-messages-dynamo.ts';
export { COMPOUND_TEMPLATES, type Message, type Messages } from './message.ts';
