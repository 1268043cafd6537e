import { GetCommand, PutCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { NotificationContent, NotificationLink } from '../../shared/messages/notifications.ts';
import { isConditionFailed, type Table } from '../platform/table.ts';
import {
  inboxPartition,
  MESSAGE_PREFIX,
  messageIdOf,
  messageKey,
  messageNamed,
  messagesFrom,
  readKey,
} from './inbox-keys.ts';
import type { InboxStore, StoredMessage } from './inbox-store.ts';

const MessageItem = z.intersection(
  NotificationContent,
  z.object({
    sk: z.string(),
    at: z.number().int(),
    link: NotificationLink.optional(),
    readAt: z.number().int().optional(),
    ttl: z.number(),
  }),
);
const ReadMark = z.object({ upTo: z.number().int() });
/** Sorts after every message. */
const LAST = `${MESSAGE_PREFIX}~`;

/** What was told of tenancies before there were inboxes, in the account's own partition. */
const NoticeItem = z.object({
  template: z.literal('tenancy_ending'),
  parameters: z.object({ compound: z.string(), last: z.string(), days: z.number() }),
  at: z.number().int(),
  ttl: z.number(),
});

function messageIn(item: Record<string, unknown>): StoredMessage & { readonly ttl: number } {
  const { sk, ...message } = MessageItem.parse(item);
  const digest = sk.split('#').at(-1) ?? '';
  return { ...message, id: messageIdOf({ at: message.at, digest }) };
}

export function createInboxStore(table: Table): InboxStore {
  const TableName = table.name;

  async function query(
    values: Readonly<Record<string, string>>,
    more: { readonly keys: string; readonly Limit?: number; readonly FilterExpression?: string },
  ) {
    const { keys, ...rest } = more;
    return table.documents.send(
      new QueryCommand({
        TableName,
        KeyConditionExpression: keys,
        ExpressionAttributeValues: values,
        ScanIndexForward: false,
        ...rest,
      }),
    );
  }

  return {
    listMessages: async (person, { most, before, now }) => {
      const last = before === undefined ? LAST : messageKey(person, messageNamed(before)).sk;
      const { Items = [] } = await query(
        { ':inbox': inboxPartition(person), ':first': MESSAGE_PREFIX, ':last': last },
        // `before` itself comes along, and one more says whether there are others.
        { keys: 'pk = :inbox AND sk BETWEEN :first AND :last', Limit: most + 2 },
      );
      const found = Items.map(messageIn).filter(
        ({ id, ttl }) => id !== before && now < ttl * 1_000,
      );
      return { messages: found.slice(0, most), more: found.length > most };
    },

    findReadUpTo: async (person) => {
      const { Item } = await table.documents.send(
        new GetCommand({ TableName, Key: readKey(person), ConsistentRead: true }),
      );
      return Item === undefined ? undefined : ReadMark.parse(Item).upTo;
    },

    countUnread: async (person, after, most) => {
      const { Items = [] } = await query(
        {
          ':inbox': inboxPartition(person),
          ':first': messagesFrom(after + 1),
          ':last': LAST,
        },
        {
          keys: 'pk = :inbox AND sk BETWEEN :first AND :last',
          FilterExpression: 'attribute_not_exists(readAt)',
          Limit: most,
        },
      );
      return Items.length;
    },

    markRead: async (person, what, now) => {
      if ('upTo' in what) {
        await table.documents
          .send(
            new PutCommand({
              TableName,
              Item: { ...readKey(person), upTo: what.upTo },
              ConditionExpression: 'attribute_not_exists(pk) OR upTo < :upTo',
              ExpressionAttributeValues: { ':upTo': what.upTo },
            }),
          )
          .catch(unlessConditionFailed);
        return;
      }
      for (const id of what.ids) {
        await table.documents
          .send(
            new UpdateCommand({
              TableName,
              Key: messageKey(person, messageNamed(id)),
              UpdateExpression: 'SET readAt = :now',
              ConditionExpression: 'attribute_exists(pk) AND attribute_not_exists(readAt)',
              ExpressionAttributeValues: { ':now': now },
            }),
          )
          .catch(unlessConditionFailed);
      }
    },

    listTenancyNotices: async (account, now) => {
      const [told, earlier] = await Promise.all([
        query(
          {
            ':inbox': inboxPartition({ inbox: 'resident', account }),
            ':messages': MESSAGE_PREFIX,
            ':template': 'tenancy_ending',
          },
          {
            keys: 'pk = :inbox AND begins_with(sk, :messages)',
            FilterExpression: 'template = :template',
          },
        ),
        query(
          { ':account': `phone#${account}`, ':notices': 'notice#' },
          { keys: 'pk = :account AND begins_with(sk, :notices)' },
        ),
      ]);
      return [...(told.Items ?? []), ...(earlier.Items ?? [])]
        .map((item) => NoticeItem.parse(item))
        .filter(({ ttl }) => now < ttl * 1_000)
        .map(({ parameters, at }) => ({ ...parameters, at }))
        .sort((one, other) => other.at - one.at);
    },
  };
}

function unlessConditionFailed(error: unknown): void {
  if (!isConditionFailed(error)) throw error;
}
