import { GetCommand } from '@aws-sdk/lib-dynamodb';
import type { Table } from './table.ts';

type Key = { readonly pk: string; readonly sk: string };

/**
 * An item that was written lately: read cheaply, and where the cheap read does not know it yet,
 * once more for certain.
 */
export async function getLatelyWritten(
  table: Table,
  Key: Key,
): Promise<Record<string, unknown> | undefined> {
  const TableName = table.name;
  const cheap = await table.documents.send(new GetCommand({ TableName, Key }));
  if (cheap.Item !== undefined) return cheap.Item;
  const certain = await table.documents.send(
    new GetCommand({ TableName, Key, ConsistentRead: true }),
  );
  return certain.Item;
}
