import { GetCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { AccountId, StaffId } from '../../shared/ids.ts';
import type { AuditFacts } from '../platform/audit.ts';
import type { Table } from '../platform/table.ts';
import { hasFailed, type TransactedAction, transact } from '../platform/transaction-dynamo.ts';
import { type StaffGrant, StaffMember } from './account.ts';
import { GRANT_TOLD_FOR_MS, type GrantRow, grantKey, grantRowsOf } from './grant-row.ts';

export const staffKey = (account: AccountId, staff: StaffId) => ({
  pk: `phone#${account}`,
  sk: `staff#${staff}`,
});

export const StoredStaff = StaffMember.extend({ version: z.number().int().default(0) });
export type StoredStaff = z.infer<typeof StoredStaff>;

/** A member of staff as they stand, never older than was acknowledged. */
export async function readStaff(
  table: Table,
  account: AccountId,
  staff: StaffId,
): Promise<StoredStaff | undefined> {
  const { Item } = await table.documents.send(
    new GetCommand({ TableName: table.name, Key: staffKey(account, staff), ConsistentRead: true }),
  );
  return Item === undefined ? undefined : StoredStaff.parse(Item);
}

/** Unix seconds. */
const ttlOf = (endsAt: number): number => Math.ceil((endsAt + GRANT_TOLD_FOR_MS) / 1_000);
const sameGrant = (one: StaffGrant, other: StaffGrant): boolean =>
  one.role === other.role && one.node === other.node;

function putRow(table: Table, row: GrantRow, audit: AuditFacts): TransactedAction {
  const { version: _, ...stored } = row;
  const fields = Object.entries({ ...stored, audit, ttl: ttlOf(row.until) });
  return {
    Update: {
      TableName: table.name,
      Key: grantKey(row.node, row.staffId, row.role),
      UpdateExpression: `SET ${fields.map(([name]) => `#${name} = :${name}`).join(', ')} REMOVE endedAt ADD version :one`,
      ExpressionAttributeNames: Object.fromEntries(fields.map(([name]) => [`#${name}`, name])),
      ExpressionAttributeValues: {
        ...Object.fromEntries(fields.map(([name, value]) => [`:${name}`, value])),
        ':one': 1,
      },
    },
  };
}

function endRow(
  table: Table,
  staff: StaffId,
  { role, node }: StaffGrant,
  audit: AuditFacts,
): TransactedAction {
  return {
    Update: {
      TableName: table.name,
      Key: grantKey(node, staff, role),
      UpdateExpression: 'SET endedAt = :at, #audit = :audit, #ttl = :ttl ADD version :one',
      ConditionExpression: 'attribute_exists(pk)',
      ExpressionAttributeNames: { '#audit': 'audit', '#ttl': 'ttl' },
      ExpressionAttributeValues: {
        ':at': audit.at,
        ':audit': audit,
        ':ttl': ttlOf(audit.at),
        ':one': 1,
      },
    },
  };
}

/**
 * Brings a member of staff from how they were seen to how they are to be, and the rows of their
 * roles at each place with them: all of it or nothing.
 * @param beside what else has to hold or happen in the same write
 * @returns `changed` where somebody else has changed them meanwhile, `refused` where `beside` failed
 */
export async function writeStaff(
  table: Table,
  account: AccountId,
  change: {
    readonly seen: StoredStaff | undefined;
    readonly next: StaffMember;
    readonly facts: AuditFacts;
    readonly beside?: readonly TransactedAction[];
  },
): Promise<'written' | 'changed' | 'refused'> {
  const { seen, next, facts, beside = [] } = change;
  const before = seen?.grants ?? [];
  const given = next.grants.filter(
    (grant) => !before.some((one) => sameGrant(one, grant) && one.until === grant.until),
  );
  const ended = before.filter((grant) => !next.grants.some((one) => sameGrant(one, grant)));
  const version = seen?.version ?? 0;
  const isAsSeen =
    seen === undefined
      ? { ConditionExpression: 'attribute_not_exists(pk)' }
      : version === 0
        ? { ConditionExpression: 'attribute_exists(pk) AND attribute_not_exists(version)' }
        : {
            ConditionExpression: 'version = :seen',
            ExpressionAttributeValues: { ':seen': version },
          };
  // A year after their last role nobody asks any more who they were; the number by which they were told goes with it.
  const lastEnd = Math.max(facts.at, ...next.grants.map(({ until }) => until));
  const written = { audit: facts, version: version + 1, ttl: ttlOf(lastEnd) };
  const Item = { ...staffKey(account, next.staffId), ...next, ...written };
  const outcome = await transact(table, [
    { Put: { TableName: table.name, Item, ...isAsSeen } },
    ...grantRowsOf(account, { ...next, grants: given }, facts.at).map((row) =>
      putRow(table, row, facts),
    ),
    ...ended.map((grant) => endRow(table, next.staffId, grant, facts)),
    ...beside,
  ]);
  if (outcome === 'done') return 'written';
  return hasFailed(outcome[0]) ? 'changed' : 'refused';
}
