import type { CompoundId } from '../../shared/ids.ts';
import { FACTS_ASSIGNED, factsValues, VERSION_COUNTED } from '../platform/audited-write-dynamo.ts';
import type { Table } from '../platform/table.ts';
import type { TransactedAction } from '../platform/transaction-dynamo.ts';
import type { Compound } from './compound.ts';
import { compoundKey } from './place-keys.ts';

type Facts = Parameters<typeof factsValues>[0];

/** What residents are told of their compound's entrance: goes into the transaction that decides it. */
export function setMainEntrance(
  table: Table,
  compound: CompoundId,
  entrance: Compound['mainEntrance'],
  audit: Facts,
): TransactedAction {
  const isOver = entrance === undefined;
  return {
    Update: {
      TableName: table.name,
      Key: compoundKey(compound),
      UpdateExpression: isOver
        ? `SET ${FACTS_ASSIGNED} REMOVE mainEntrance ${VERSION_COUNTED}`
        : `SET mainEntrance = :entrance, ${FACTS_ASSIGNED} ${VERSION_COUNTED}`,
      ConditionExpression: 'attribute_exists(pk)',
      ExpressionAttributeValues: {
        ...factsValues(audit),
        ...(isOver ? {} : { ':entrance': entrance }),
      },
    },
  };
}

/** The same gate under its new name. */
export function renameMainEntrance(
  table: Table,
  compound: CompoundId,
  gate: string,
  audit: Facts,
): TransactedAction {
  return {
    Update: {
      TableName: table.name,
      Key: compoundKey(compound),
      UpdateExpression: `SET mainEntrance.gate = :gate, ${FACTS_ASSIGNED} ${VERSION_COUNTED}`,
      ConditionExpression: 'attribute_exists(mainEntrance)',
      ExpressionAttributeValues: { ':gate': gate, ...factsValues(audit) },
    },
  };
}
