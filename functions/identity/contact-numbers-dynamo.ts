import { DeleteCommand, GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { AccountId } from '../../shared/ids.ts';
import { isConditionFailed, type Table } from '../platform/table.ts';
import type { ItemChange } from '../platform/table-stream.ts';
import { type ContactNumbers, openNumber, sealNumber } from './contact-numbers.ts';

const accountPartition = (account: AccountId): string => `phone#${account}`;
const numberKey = (account: AccountId) => ({ pk: accountPartition(account), sk: 'number' });
const NumberItem = z.object({ sealed: z.string() });

/** By these an account speaks for somebody, works somewhere, or lets a house. */
const TIES = ['landlord#', 'resident#', 'staff#'];
const isTie = (sk: unknown): boolean => TIES.some((tie) => String(sk).startsWith(tie));
const OfAccount = z.object({ pk: z.templateLiteral(['phone#', AccountId]), sk: z.string() });

/** Lets the number of an account's partition go, where nothing ties the account to anybody. */
async function forgetUnused({ name: TableName, documents }: Table, pk: string): Promise<void> {
  const { Items = [] } = await documents.send(
    new QueryCommand({
      TableName,
      KeyConditionExpression: 'pk = :account',
      ExpressionAttributeValues: { ':account': pk },
      ProjectionExpression: 'sk',
      ConsistentRead: true,
    }),
  );
  if (Items.some(({ sk }) => isTie(sk))) return;
  await documents.send(new DeleteCommand({ TableName, Key: { pk, sk: 'number' } }));
}

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

    seal: (account, phone) => sealNumber(contactKey, account, phone),
    unseal: (account, sealed) => openNumber(contactKey, account, sealed),
  };
}

/**
 * From the stream: where an account has lost one of those that it spoke for, worked for or let to,
 * and has no other, the number by which it could be told something goes as well.
 */
export async function forgetUnusedNumber(
  table: Table,
  { before, after }: ItemChange,
): Promise<void> {
  const lost = OfAccount.safeParse(before).data;
  if (lost === undefined || after !== undefined || !isTie(lost.sk)) return;
  await forgetUnused(table, lost.pk);
}
