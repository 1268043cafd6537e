import type { AuditFacts } from '../platform/audit.ts';
import type { Table } from '../platform/table.ts';
import type { TransactedAction } from '../platform/transaction-dynamo.ts';
import type { Edit } from './place-store.ts';

type Key = { readonly pk: string; readonly sk: string };

/** A record of an earlier release carries no version: it was written once. */
const IS_AS_SEEN =
  'attribute_exists(pk) AND (version = :seen OR (attribute_not_exists(version) AND :seen = :first))';
const AUDIT = { '#audit': 'audit' };

/** The writes that editing the tree is made of. */
export function placeEdits({ name: TableName }: Table) {
  return {
    /** Changes one place as of the version seen. */
    change: (
      Key: Key,
      { seen, audit }: Edit,
      values: Readonly<Record<string, unknown>>,
    ): TransactedAction => {
      const changed = Object.entries(values);
      const set = changed.map(([name]) => `#${name} = :${name}, `).join('');
      return {
        Update: {
          TableName,
          Key,
          UpdateExpression: `SET ${set}version = :next, #audit = :audit`,
          ConditionExpression: IS_AS_SEEN,
          ExpressionAttributeNames: {
            ...AUDIT,
            ...Object.fromEntries(changed.map(([name]) => [`#${name}`, name])),
          },
          ExpressionAttributeValues: {
            ':seen': seen,
            ':first': 1,
            ':next': seen + 1,
            ':audit': audit,
            ...Object.fromEntries(changed.map(([name, value]) => [`:${name}`, value])),
          },
        },
      };
    },

    /** Something in it comes or goes: whoever is about to remove it sees so by its version. */
    touch: (Key: Key, audit: AuditFacts): TransactedAction => ({
      Update: {
        TableName,
        Key,
        UpdateExpression: 'SET version = if_not_exists(version, :one) + :one, #audit = :audit',
        ConditionExpression: 'attribute_exists(pk)',
        ExpressionAttributeNames: AUDIT,
        ExpressionAttributeValues: { ':one': 1, ':audit': audit },
      },
    }),

    putNew: (Item: Record<string, unknown>): TransactedAction => ({
      Put: { TableName, Item, ConditionExpression: 'attribute_not_exists(pk)' },
    }),

    removeSeen: (Key: Key, seen: number): TransactedAction => ({
      Delete: {
        TableName,
        Key,
        ConditionExpression: IS_AS_SEEN,
        ExpressionAttributeValues: { ':seen': seen, ':first': 1 },
      },
    }),
  };
}
