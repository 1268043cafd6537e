import { PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { type AccountId, ResidentId, type StaffId } from '../../shared/ids.ts';
import type { Table } from '../platform/table.ts';
import { type Holders, StaffMember } from './account.ts';
import type { AccountStore } from './account-store.ts';

/** What a phone speaks for lies under the account; the tenant is not yet known at sign-in. */
const accountPartition = (account: AccountId): string => `phone#${account}`;
const residentLinkKey = (account: AccountId, resident: ResidentId) => ({
  pk: accountPartition(account),
  sk: `resident#${resident}`,
});
const staffKey = (account: AccountId, staff: StaffId) => ({
  pk: accountPartition(account),
  sk: `staff#${staff}`,
});

/**
 * More would not fit a cookie of 4 KB: 30 ids are 750 bytes. A helper of that many households
 * works with printed cards.
 */
const MOST_HOLDERS = 30;

const ResidentLink = z.object({ residentId: ResidentId });

/** The item by which a resident's phone is found; written in the resident's own transaction. */
export function residentLinkItem(account: AccountId, residentId: ResidentId) {
  return { ...residentLinkKey(account, residentId), residentId };
}

export function createAccountStore(table: Table): AccountStore {
  return {
    findHolders: async (account): Promise<Holders> => {
      const { Items = [] } = await table.documents.send(
        new QueryCommand({
          TableName: table.name,
          // From resident# to staff#: one-time codes (sign-in-code#) sort between them and are few.
          KeyConditionExpression: 'pk = :account AND sk BETWEEN :first AND :last',
          ExpressionAttributeValues: {
            ':account': accountPartition(account),
            ':first': 'resident#',
            ':last': 'staff#~',
          },
          Limit: MOST_HOLDERS,
        }),
      );
      const under = (prefix: string) => Items.filter((item) => String(item.sk).startsWith(prefix));
      return {
        residentIds: under('resident#').map((item) => ResidentLink.parse(item).residentId),
        staff: under('staff#').map((item) => StaffMember.parse(item)),
      };
    },

    recordStaff: async (account, member) => {
      await table.documents.send(
        new PutCommand({
          TableName: table.name,
          Item: { ...staffKey(account, member.staffId), ...member },
        }),
      );
    },
  };
}
