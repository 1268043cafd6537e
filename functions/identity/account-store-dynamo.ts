import { isDeepStrictEqual } from 'node:util';
import { GetCommand, PutCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { AccountId, ResidentId } from '../../shared/ids.ts';
import { KEPT_MS } from '../../shared/retention.ts';
import type { AuditFacts } from '../platform/audit.ts';
import { FACTS_ASSIGNED, factsValues, VERSION_COUNTED } from '../platform/audited-write-dynamo.ts';
import { noteDeletion } from '../platform/deletion-dynamo.ts';
import { isConditionFailed, type Table } from '../platform/table.ts';
import type { TransactedAction } from '../platform/transaction-dynamo.ts';
import { type Holders, ResidentLink, StaffMember } from './account.ts';
import type { AccountStore } from './account-store.ts';
import { readStaff, writeStaff } from './staff-write-dynamo.ts';

/** What a phone speaks for lies under the account; the tenant is not yet known at sign-in. */
const accountPartition = (account: AccountId): string => `phone#${account}`;
export const residentLinkKey = (account: AccountId, resident: ResidentId) => ({
  pk: accountPartition(account),
  sk: `resident#${resident}`,
});
const endedKey = (account: AccountId, resident: ResidentId) => ({
  pk: accountPartition(account),
  sk: `ended#${resident}`,
});
/** Longer than any session token is believed. */
const ENDED_KEPT_MS = KEPT_MS.ended_link;
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
  {
    recordedAt,
    until,
    audit,
  }: {
    readonly recordedAt: number | undefined;
    readonly until?: string | undefined;
    readonly audit: AuditFacts;
  },
) {
  const known = {
    ...(recordedAt === undefined ? {} : { recordedAt }),
    ...(until === undefined ? {} : { until }),
  };
  return { ...residentLinkKey(account, residentId), residentId, ...known, audit, version: 1 };
}

/** A guardian's number speaks for the child until another day. */
export const moveLinkEnd = (
  table: Table,
  account: AccountId,
  residentId: ResidentId,
  { until, audit }: { readonly until: string; readonly audit: AuditFacts },
): TransactedAction => ({
  Update: {
    TableName: table.name,
    Key: residentLinkKey(account, residentId),
    UpdateExpression: `SET #until = :until, ${FACTS_ASSIGNED} ${VERSION_COUNTED}`,
    ConditionExpression: 'attribute_exists(pk)',
    ExpressionAttributeNames: { '#until': 'until' },
    ExpressionAttributeValues: { ':until': until, ...factsValues(audit) },
  },
});

/** The account speaks no more for the resident, from this moment on, also by a running session. */
export function endLink(
  table: Table,
  account: AccountId,
  residentId: ResidentId,
  audit: AuditFacts,
): TransactedAction[] {
  const ttl = Math.ceil((audit.at + ENDED_KEPT_MS) / 1_000);
  const link = residentLinkKey(account, residentId);
  return [
    { Delete: { TableName: table.name, Key: link } },
    noteDeletion(table, link, audit),
    { Put: { TableName: table.name, Item: { ...endedKey(account, residentId), ttl } } },
  ];
}

/** The account speaks for the resident; where it does so already, nothing of the transaction holds. */
export function startLink(
  table: Table,
  account: AccountId,
  residentId: ResidentId,
  audit: AuditFacts,
  { offered = false, until }: { readonly offered?: boolean; readonly until?: string } = {},
): TransactedAction[] {
  const recordedAt = audit.at;
  const offer = offered ? { offered: { at: recordedAt } } : {};
  return [
    {
      Put: {
        TableName: table.name,
        Item: { ...residentLinkItem(account, residentId, { recordedAt, until, audit }), ...offer },
        ConditionExpression: 'attribute_not_exists(pk)',
      },
    },
    { Delete: { TableName: table.name, Key: endedKey(account, residentId) } },
  ];
}

/** Goes into a transaction that an account asks for: nothing of it where its right has just ended. */
export const checkNotEnded = (
  table: Table,
  account: AccountId,
  resident: ResidentId,
): TransactedAction => ({
  ConditionCheck: {
    TableName: table.name,
    Key: endedKey(account, resident),
    ConditionExpression: 'attribute_not_exists(pk)',
  },
});

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

    takeOffers: async (account, residents, audit) => {
      for (const resident of residents) {
        try {
          await table.documents.send(
            new UpdateCommand({
              TableName: table.name,
              Key: residentLinkKey(account, resident),
              UpdateExpression: `SET recordedAt = :now, ${FACTS_ASSIGNED} REMOVE offered ${VERSION_COUNTED}`,
              ConditionExpression: 'attribute_exists(offered)',
              ExpressionAttributeValues: { ':now': audit.at, ...factsValues(audit) },
            }),
          );
        } catch (error) {
          if (!isConditionFailed(error)) throw error;
        }
      }
    },

    hasEnded: async (account, resident) => {
      const { Item } = await table.documents.send(
        new GetCommand({
          TableName: table.name,
          Key: endedKey(account, resident),
          ConsistentRead: true,
        }),
      );
      return Item !== undefined;
    },

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
