import { PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { Clock } from '../platform/clock.ts';
import type { RandomBytes } from '../platform/random.ts';
import type { Table } from '../platform/table.ts';
import type { Calls, Messages, PushMessages, WeChatMessages } from './message.ts';

/** Nobody looks for yesterday's code. */
const KEPT_MS = 24 * 60 * 60 * 1000;

const inboxKey = (sentAt: number, tail: string) => ({
  pk: 'inbox',
  sk: `${new Date(sentAt).toISOString()}#${tail}`,
});

const InboxItem = z.object({
  phone: z.string(),
  sentAt: z.number(),
  by: z.enum(['sms', 'call', 'wechat', 'push']).default('sms'),
  template: z.string(),
  parameters: z.record(z.string(), z.unknown()),
});
export type InboxMessage = z.infer<typeof InboxItem>;

/**
 * Delivers into the table instead of to a phone: for one machine, where the inbox page stands in
 * for everybody's phone. The only place where a number stands in clear, and never in a deployment.
 */
function keepIn(table: Table, random: RandomBytes, clock: Clock) {
  return async (
    by: InboxMessage['by'],
    phone: string,
    message: Pick<InboxMessage, 'template' | 'parameters'>,
  ): Promise<void> => {
    const sentAt = clock();
    const { template, parameters } = message;
    await table.documents.send(
      new PutCommand({
        TableName: table.name,
        Item: {
          ...inboxKey(sentAt, Buffer.from(random(6)).toString('hex')),
          phone,
          sentAt,
          by,
          template,
          parameters,
          ttl: Math.ceil((sentAt + KEPT_MS) / 1000),
        },
      }),
    );
  };
}

export function createInboxMessages(table: Table, random: RandomBytes, clock: Clock): Messages {
  const keep = keepIn(table, random, clock);
  return { send: (phone, message) => keep('sms', phone, message) };
}

export function createInboxCalls(table: Table, random: RandomBytes, clock: Clock): Calls {
  const keep = keepIn(table, random, clock);
  return { call: (phone, said) => keep('call', phone, said) };
}

/** On one machine whoever is bound follows the service account too. */
export function createInboxWeChat(table: Table, random: RandomBytes, clock: Clock): WeChatMessages {
  const keep = keepIn(table, random, clock);
  return {
    send: async (openId, said) => {
      await keep('wechat', openId, said);
      return 'sent';
    },
  };
}

/** On one machine no push service is called: what a browser would show lands beside the rest. */
export function createInboxPush(table: Table, random: RandomBytes, clock: Clock): PushMessages {
  const keep = keepIn(table, random, clock);
  return {
    send: async ({ endpoint }, { says }) => {
      await keep('push', new URL(endpoint).hostname, { template: 'push', parameters: says });
      return 'sent';
    },
  };
}

/** Newest first. */
export async function readInbox(table: Table, most: number): Promise<InboxMessage[]> {
  const { Items = [] } = await table.documents.send(
    new QueryCommand({
      TableName: table.name,
      KeyConditionExpression: 'pk = :inbox',
      ExpressionAttributeValues: { ':inbox': 'inbox' },
      ScanIndexForward: false,
      Limit: most,
    }),
  );
  return Items.map((item) => InboxItem.parse(item));
}
