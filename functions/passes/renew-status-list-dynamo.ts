import type { CompoundId } from '../../shared/ids.ts';
import { raiseVersions } from '../compounds/index.ts';
import type { Table } from '../platform/table.ts';
import { transact } from '../platform/transaction-dynamo.ts';
import { statusListKey } from './pass-keys.ts';

/**
 * Has a compound's status list made anew where what it is made from besides passes has changed.
 * Done once more, it is made once more; where there are no passes yet, nothing.
 */
export async function renewStatusList(table: Table, compound: CompoundId): Promise<void> {
  await transact(table, [
    {
      Update: {
        TableName: table.name,
        Key: statusListKey(compound),
        UpdateExpression: 'ADD version :one',
        ConditionExpression: 'attribute_exists(pk)',
        ExpressionAttributeValues: { ':one': 1 },
      },
    },
    raiseVersions(table, compound, { statusList: 1 }),
  ]);
}
