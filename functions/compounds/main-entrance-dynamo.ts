import type { CompoundId } from '../../shared/ids.ts';
import type { Table } from '../platform/table.ts';
import type { TransactedAction } from '../platform/transaction-dynamo.ts';
import type { Compound } from './compound.ts';
import { compoundKey } from './place-keys.ts';

/** What residents are told of their compound's entrance: goes into the transaction that decides it. */
export function setMainEntrance(
  table: Table,
  compound: CompoundId,
  entrance: Compound['mainEntrance'],
): TransactedAction {
  const Key = compoundKey(compound);
  const stands = { TableName: table.name, Key, ConditionExpression: 'attribute_exists(pk)' };
  if (entrance === undefined) {
    return { Update: { ...stands, UpdateExpression: 'REMOVE mainEntrance' } };
  }
  return {
    Update: {
      ...stands,
      UpdateExpression: 'SET mainEntrance = :entrance',
      ExpressionAttributeValues: { ':entrance': entrance },
    },
  };
}

/** The same gate under its new name. */
export function renameMainEntrance(
  table: Table,
  compound: CompoundId,
  gate: string,
): TransactedAction {
  return {
    Update: {
      TableName: table.name,
      Key: compoundKey(compound),
      UpdateExpression: 'SET mainEntrance.gate = :gate',
      ConditionExpression: 'attribute_exists(mainEntrance)',
      ExpressionAttributeValues: { ':gate': gate },
    },
  };
}
