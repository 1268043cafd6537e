import { DeleteCommand, GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { AccountId } from '../../shared/ids.ts';
import { isConditionFailed, type Table } from '../platform/table.ts';
import type { ItemChange } from '../platform/table-stream.ts';
import {
  type ContactNumbers,
  openNumber,
  type SealedNumbers,
  sealNumber,
} from './contact-numbers.ts';

const accountPartition = (account: AccountId): string => `phone#${account}`;
const numberKey = (account: AccountId) => ({ pk: accountPartition(account), sk: 'number' });
const NumberItem = z.object({ sealed: z.string() });

/** By these an account speaks for somebody, works somewhere, or lets a house. */
const TIES = ['landlord#', 'resident#', 'staff#'];
const isTie = (sk: unknown): boolean => TIES.some((tie) => String(sk).startsWith(tie));
/** Whether an account is still told things, as a resident or who lets a house, and as staff. */
export type TiesLeft = {
  readonly account: AccountId;
  readonly asResident: boolean;
  readonly asStaff: boolean;
};
const OfAccount = z.object({ pk: z.templateLiteral(['phone#', AccountId]), sk: z.string() });

/**
 * From the stream: what still ties an account that has lost one of those that it spoke for, worked
 * for or let to. Undefined where nothing of the kind was lost.
 */
export async function tiesLeft(
  { name: TableName, documents }: Table,
  { before, after }: ItemChange,
): Promise<TiesLeft | undefined> {
  const lost = OfAccount.safeParse(before).data;
  if (lost === undefined || after !== undefined || !isTie(lost.sk)) return undefined;
  const { Items = [] } = await documents.send(
    new QueryCommand({
      TableName,
      KeyConditionExpression: 'pk = :account',
      ExpressionAttributeValues: { ':account': lost.pk },
      ProjectionExpression: 'sk',
      ConsistentRead: true,
    }),
  );
  const has = (...ties: readonly string[]) =>
    Items.some(({ sk }) => ties.some((tie) => String(sk).startsWith(tie)));
  return {
    account: AccountId.parse(lost.pk.slice('phone#'.length)),
    asResident: has('landlord#', 'resident#'),
    asStaff: has('staff#'),
  };
}

export function createSealedNumbers({ name: TableName, documents }: Table): SealedNumbers {
  return {
    findSealed: async (account) => {
      const { Item } = await documents.send(new GetCommand({ TableName, Key: numberKey(account) }));
      return Item === undefined ? undefined : NumberItem.parse(Item).sealed;
    },
  };
}

/** @param contactKey derived for `contact` */
export function createContactNumbers(table: Table, contactKey: Uint8Array): ContactNumbers {
  const TableName = table.name;
  const { findSealed } = createSealedNumbers(table);
  return {
    findSealed,
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
      const sealed = await findSealed(account);
      return sealed === undefined ? undefined : openNumber(contactKey, account, sealed);
    },

    seal: (account, phone) => sealNumber(contactKey, account, phone),
    unseal: (account, sealed) => openNumber(contactKey, account, sealed),
  };
}

/** Where nothing ties an account any more, the number by which it could be told something goes. */
export async function forgetUnusedNumber(table: Table, left: TiesLeft | undefined): Promise<void> {
  if (left === undefined || left.asResident || left.asStaff) return;
  await table.documents.send(
    new DeleteCommand({ TableName: table.name, Key: numberKey(left.account) }),
  );
}
