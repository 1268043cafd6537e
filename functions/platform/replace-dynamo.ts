import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { isConditionFailed, storedItem, type Table } from './table.ts';
import { hasFailed, type TransactedAction, transact } from './transaction-dynamo.ts';

/**
 * Puts an item in the place of the one that has the version that was seen; of version 0, where
 * nothing stands.
 * @param beside what is written with it, or not at all; what they promise holds by themselves
 * @returns what stands there instead, to be parsed by the store's schema
 */
export async function replaceByVersion(
  table: Table,
  Item: Record<string, unknown>,
  seen: number,
  beside: readonly TransactedAction[] = [],
): Promise<'changed' | { readonly stands: unknown }> {
  const put = {
    TableName: table.name,
    Item,
    ...(seen === 0
      ? { ConditionExpression: 'attribute_not_exists(pk)' }
      : {
          ConditionExpression: 'version = :seen',
          ExpressionAttributeValues: { ':seen': seen },
        }),
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  } as const;
  if (beside.length > 0) {
    const outcome = await transact(table, [{ Put: put }, ...beside]);
    if (outcome === 'done') return 'changed';
    const [lost] = outcome;
    if (!hasFailed(lost)) throw new Error('something beside an item was not written');
    return { stands: lost?.item };
  }
  try {
    await table.documents.send(new PutCommand(put));
    return 'changed';
  } catch (error) {
    if (!isConditionFailed(error)) throw error;
    return { stands: storedItem(error) };
  }
}
