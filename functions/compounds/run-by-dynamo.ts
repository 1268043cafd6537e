import type { CompoundId } from '../../shared/ids.ts';
import type { AuditFacts } from '../platform/audit.ts';
import type { Table } from '../platform/table.ts';
import type { TransactedAction } from '../platform/transaction-dynamo.ts';
import type { Compound } from './compound.ts';
import { compoundKey } from './place-keys.ts';

/** What residents are told of who runs their compound: goes into the transaction that decides it. */
export function setRunBy(
  table: Table,
  compound: CompoundId,
  runBy: NonNullable<Compound['runBy']>,
  audit: AuditFacts,
): TransactedAction {
  return {
    Update: {
      TableName: table.name,
      Key: compoundKey(compound),
      UpdateExpression: 'SET runBy = :runBy, #audit = :audit ADD version :one',
      ConditionExpression: 'attribute_exists(pk)',
      ExpressionAttributeNames: { '#audit': 'audit' },
      ExpressionAttributeValues: { ':runBy': runBy, ':audit': audit, ':one': 1 },
    },
  };
}
