import { GetCommand, PutCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { AccountId } from '../../shared/ids.ts';
import { KEPT_MS } from '../../shared/retention.ts';
import { isConditionFailed, type Table } from '../platform/table.ts';
import { KeptNotice } from './notice.ts';
import type { NoticeStore } from './notice-store.ts';

const PREFIX = 'notice#';
const noticeKey = (account: AccountId, key: string) => ({
  pk: `phone#${account}`,
  sk: `${PREFIX}${key}`,
});

/** Longer than from the first notice of a tenancy to its end. */
const TOLD_KEPT_MS = KEPT_MS.notice_told;
const Term = z.object({ ttl: z.number().int() });

export function createNoticeStore(table: Table): NoticeStore {
  const TableName = table.name;
  return {
    keepNotice: async (account, key, notice, now) => {
      const kept: KeptNotice = { ...notice, key, at: now };
      const ttl = Math.ceil((now + TOLD_KEPT_MS) / 1_000);
      try {
        await table.documents.send(
          new PutCommand({
            TableName,
            Item: { ...noticeKey(account, key), ...kept, ttl },
            ConditionExpression: 'attribute_not_exists(pk)',
          }),
        );
        return kept;
      } catch (error) {
        if (!isConditionFailed(error)) throw error;
        const { Item } = await table.documents.send(
          new GetCommand({ TableName, Key: noticeKey(account, key), ConsistentRead: true }),
        );
        return KeptNotice.parse(Item);
      }
    },

    noteSent: async (account, key, now) => {
      await table.documents.send(
        new UpdateCommand({
          TableName,
          Key: noticeKey(account, key),
          UpdateExpression: 'SET sentAt = :now',
          ConditionExpression: 'attribute_exists(pk)',
          ExpressionAttributeValues: { ':now': now },
        }),
      );
    },

    listNotices: async (account, now) => {
      const { Items = [] } = await table.documents.send(
        new QueryCommand({
          TableName,
          KeyConditionExpression: 'pk = :account AND begins_with(sk, :prefix)',
          ExpressionAttributeValues: { ':account': `phone#${account}`, ':prefix': PREFIX },
        }),
      );
      return Items.filter((item) => now < Term.parse(item).ttl * 1_000)
        .map((item) => KeptNotice.parse(item))
        .sort((one, other) => other.at - one.at);
    },
  };
}
