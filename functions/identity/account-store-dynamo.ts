import { isDeepStrictEqual } from 'node:util';
import { PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { AccountId, ResidentId } from '../../shared/ids.ts';
import type { AuditFacts } from '../platform/audit.ts';
import type { Table } from '../platform/table.ts';
import { type Holders, ResidentLink, StaffMember } from './account.ts';
import type { AccountStore } from './account-store.ts';
import { readStaff, writeStaff } from './staff-write-dynamo.ts';

/** What a phone speaks for lies under the account; the tenant is not yet known at sign-in. */
const accountPartition = (account: AccountId): string => `phone#${account}`;
export const residentLinkKey = (account: AccountId, resident: ResidentId) => ({
  pk: accountPartition(account),
  sk: `resident#${resident}`,
});
const seenKey = (account: AccountId) => ({ pk: accountPartition(account), sk: 'seen' });

/**
 * More would not fit a cookie of 4 KB: 30 ids are 750 bytes. A helper of that many households
 * works with printed cards.
 */
const MOST_HOLDERS = 30;

const Seen = z.object({ at: z.number().int() });

/** The item by which a resident's phone is found; written in the resident's own transaction. */
export function residentLinkItem(
  account: AccountId,
  residentId: ResidentId,
  { recordedAt, audit }: { readonly recordedAt: number | undefined; readonly audit: AuditFacts },
) {
  const recorded = recordedAt === undefined ? {} : { recordedAt };
  return { ...residentLinkKey(account, residentId), residentId, ...recorded, audit, version: 1 };
}

export function createAccountStore(table: Table): AccountStore {
  return {
    findHolders: async (account): Promise<Holders> => {
      const { Items = [] } = await table.documents.send(
        new QueryCommand({
          TableName: table.name,
          // From resident# to staff#: what was seen last and one-time codes sort between them.
          KeyConditionExpression: 'pk = :account AND sk BETWEEN :first AND :last',
          ExpressionAttributeValues: {
            ':account': accountPartition(account),
            ':first': 'resident#',
            ':last': 'staff#~',
          },
          Limit: MOST_HOLDERS,
          // A number that has just been found silent must not speak for anybody by an older state.
          ConsistentRead: true,
        }),
      );
      const under = (prefix: string) => Items.filter((item) => String(item.sk).startsWith(prefix));
      const [seen] = under('seen').map((item) => Seen.parse(item));
      return {
        residents: under('resident#').map((item) => ResidentLink.parse(item)),
        staff: under('staff#').map((item) => StaffMember.parse(item)),
        ...(seen === undefined ? {} : { seenAt: seen.at }),
      };
    },

    findStaff: (account, staff) => readStaff(table, account, staff),

    noteSeen: async (account, nowMs) => {
      const Item = { ...seenKey(account), at: nowMs };
      await table.documents.send(new PutCommand({ TableName: table.name, Item }));
    },

    recordStaff: async (account, member, facts) => {
      const seen = await readStaff(table, account, member.staffId);
      if (seen !== undefined && isDeepStrictEqual(StaffMember.parse(seen), member)) return;
      const outcome = await writeStaff(table, account, { seen, next: member, facts });
      if (outcome !== 'written') throw new Error('a member of staff was changed meanwhile');
    },
  };
}
