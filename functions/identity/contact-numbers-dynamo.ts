import { DeleteCommand, GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { AccountId } from '../../shared/ids.ts';
import { isConditionFailed, type Table } from '../platform/table.ts';
import { type ContactNumbers, openNumber, sealNumber } from './contact-numbers.ts';

const accountPartition = (account: AccountId): string => `phone#${account}`;
const numberKey = (account: AccountId) => ({ pk: accountPartition(account), sk: 'number' });
const NumberItem = z.object({ sealed: z.string() });

/** By these an account speaks for somebody, works somewhere, or lets a house. */
const TIES = ['landlord#', 'resident#', 'staff#'];

/** @param contactKey derived for `contact` */
export function createContactNumbers(table: Table, contactKey: Uint8Array): ContactNumbers {
  const TableName = table.name;
  return {
    keep: async (account, phone) => {
      const sealed = await sealNumber(contactKey, account, phone);
      try {
        await table.documents.send(
          new PutCommand({
            TableName,
            Item: { ...numberKey(account), sealed },
            ConditionExpression: 'attribute_not_exists(pk)',
          }),
        );
      } catch (error) {
        // An account is one number's: what stands there is the same.
        if (!isConditionFailed(error)) throw error;
      }
    },

    open: async (account) => {
      const { Item } = await table.documents.send(
        new GetCommand({ TableName, Key: numberKey(account) }),
      );
      if (Item === undefined) return undefined;
      return openNumber(contactKey, account, NumberItem.parse(Item).sealed);
    },

    forgetUnused: async (account) => {
      const { Items = [] } = await table.documents.send(
        new QueryCommand({
          TableName,
          KeyConditionExpression: 'pk = :account',
          ExpressionAttributeValues: { ':account': accountPartition(account) },
          ProjectionExpression: 'sk',
          ConsistentRead: true,
        }),
      );
      const isTied = Items.some(({ sk }) => TIES.some((tie) => String(sk).startsWith(tie)));
      if (isTied) return;
      await table.documents.send(new DeleteCommand({ TableName, Key: numberKey(account) }));
    },
  };
}
