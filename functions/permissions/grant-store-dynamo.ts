import { paginateQuery, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { PlaceId } from '../../shared/ids.ts';
import {
  GRANT_PREFIX,
  GRANT_TOLD_FOR_MS,
  GrantRow,
  grantKey,
  grantPartition,
  readStaff,
  type StaffGrant,
  StoredStaff,
  writeStaff,
} from '../identity/index.ts';
import type { Table } from '../platform/table.ts';
import type { TransactedAction } from '../platform/transaction-dynamo.ts';
import type { GrantStore } from './grant-store.ts';

const endOf = ({ until, endedAt = until }: GrantRow): number => Math.min(until, endedAt);
const sameGrant = (one: StaffGrant, other: StaffGrant): boolean =>
  one.role === other.role && one.node === other.node;

export function createGrantStore(table: Table): GrantStore {
  const TableName = table.name;

  /** Holds as long as somebody else still has this role. */
  const stands = ({ node, staffId, role, until }: GrantRow): TransactedAction => ({
    ConditionCheck: {
      TableName,
      Key: grantKey(node, staffId, role),
      ConditionExpression: 'attribute_not_exists(endedAt) AND #until = :until',
      ExpressionAttributeNames: { '#until': 'until' },
      ExpressionAttributeValues: { ':until': until },
    },
  });

  return {
    listGrants: async (places: readonly PlaceId[], nowMs) => {
      const partitions = [...new Set(places.map(grantPartition))];
      const rows: GrantRow[] = [];
      for (const pk of partitions) {
        const pages = paginateQuery(
          { client: table.documents },
          {
            TableName,
            KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
            ExpressionAttributeValues: { ':pk': pk, ':prefix': GRANT_PREFIX },
            ConsistentRead: true,
          },
        );
        for await (const { Items = [] } of pages) {
          rows.push(...Items.map((item) => GrantRow.parse(item)));
        }
      }
      return rows.filter((row) => nowMs - endOf(row) < GRANT_TOLD_FOR_MS);
    },

    findStaffOf: async (account) => {
      const { Items = [] } = await table.documents.send(
        new QueryCommand({
          TableName,
          KeyConditionExpression: 'pk = :account AND begins_with(sk, :staff)',
          ExpressionAttributeValues: { ':account': `phone#${account}`, ':staff': 'staff#' },
          ConsistentRead: true,
          Limit: 1,
        }),
      );
      const [found] = Items;
      return found === undefined ? undefined : StoredStaff.parse(found);
    },

    findStaff: (account, staff) => readStaff(table, account, staff),

    giveGrant: async (account, seen, { staffId, maskedName, grant }, facts) => {
      const others = (seen?.grants ?? []).filter((one) => !sameGrant(one, grant));
      const next = {
        staffId,
        maskedName: seen?.maskedName ?? maskedName,
        grants: [...others, grant],
      };
      const outcome = await writeStaff(table, account, { seen, next, facts });
      return outcome === 'written' ? 'given' : 'changed';
    },

    endGrants: async (account, seen, ending, facts, whileStands) => {
      const { staffId, maskedName } = seen;
      const grants = seen.grants.filter((one) => !ending.some((gone) => sameGrant(one, gone)));
      const outcome = await writeStaff(table, account, {
        seen,
        next: { staffId, maskedName, grants },
        facts,
        ...(whileStands === undefined ? {} : { beside: [stands(whileStands)] }),
      });
      return outcome === 'written' ? 'ended' : 'changed';
    },
  };
}
