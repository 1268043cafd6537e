import { DeleteCommand } from '@aws-sdk/lib-dynamodb';
import { putAll } from '../platform/batch-dynamo.ts';
import type { Table } from '../platform/table.ts';
import type { HealthRowStore } from './health-row-store.ts';

export function createHealthRowStore(table: Table): HealthRowStore {
  return {
    moveRows: async (gone, rows) => {
      await putAll(table, rows);
      await Promise.all(
        gone.map(({ pk, sk }) =>
          table.documents.send(new DeleteCommand({ TableName: table.name, Key: { pk, sk } })),
        ),
      );
    },
  };
}
