import type { CompoundId } from '../../shared/ids.ts';
import { raiseVersions } from '../compounds/index.ts';
import type { Table } from '../platform/table.ts';
import type { TransactedAction } from '../platform/transaction-dynamo.ts';
import { gateKey } from './gate-keys.ts';
import { createGateStore } from './gate-store-dynamo.ts';

/** What a compound's new name changes at its gates: their devices show it within seconds. */
export function renameCompoundAtGates(table: Table) {
  const gates = createGateStore(table);
  return async (compound: CompoundId, name: string): Promise<TransactedAction[]> => {
    const standing = await gates.listGates(compound);
    return [
      ...standing.map(({ gateId }) => ({
        Update: {
          TableName: table.name,
          Key: gateKey(gateId),
          UpdateExpression: 'SET #rules.compoundName = :name',
          ConditionExpression: 'attribute_exists(pk)',
          ExpressionAttributeNames: { '#rules': 'rules' },
          ExpressionAttributeValues: { ':name': name },
        },
      })),
      raiseVersions(table, compound, { gates: 1 }),
    ];
  };
}
