import { KEPT_MS } from '../../shared/retention.ts';
import type { AuditFacts } from './audit.ts';
import { deletionKey } from './deletion.ts';
import type { Table } from './table.ts';
import type { TransactedAction } from './transaction-dynamo.ts';

/**
 * Goes into the transaction that deletes an audited item: an item that says by whom, for what and
 * when, sealed like changes. Counts on where the same key is deleted again.
 */
export function noteDeletion(
  table: Table,
  of: { readonly pk: string; readonly sk: string },
  audit: AuditFacts,
): TransactedAction {
  return {
    Update: {
      TableName: table.name,
      Key: deletionKey(of),
      UpdateExpression: 'SET audit = :audit, #ttl = :ttl ADD version :one',
      ExpressionAttributeNames: { '#ttl': 'ttl' },
      ExpressionAttributeValues: {
        ':audit': audit,
        ':one': 1,
        ':ttl': Math.ceil((audit.at + KEPT_MS.deletion) / 1_000),
      },
    },
  };
}
