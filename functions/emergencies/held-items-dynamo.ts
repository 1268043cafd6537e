import { paginateQuery } from '@aws-sdk/lib-dynamodb';
import { deleteAll } from '../platform/batch-dynamo.ts';
import type { Table } from '../platform/table.ts';
import type { HeldItems } from './held-items.ts';

/** Keys asked for at a time. */
const PAGE = 1_000;

export function createHeldItems(table: Table): HeldItems {
  const pagesOf = (pk: string, how: { readonly Select?: 'COUNT'; readonly pageSize?: number }) =>
    paginateQuery(
      {
        client: table.documents,
        ...(how.pageSize === undefined ? {} : { pageSize: how.pageSize }),
      },
      {
        TableName: table.name,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': pk },
        ConsistentRead: true,
        ...(how.Select === undefined ? { ProjectionExpression: 'pk, sk' } : { Select: how.Select }),
      },
    );

  return {
    count: async (pk) => {
      let counted = 0;
      for await (const { Count = 0 } of pagesOf(pk, { Select: 'COUNT' })) counted += Count;
      return counted;
    },

    deleteAll: async (pk, most) => {
      let deleted = 0;
      for await (const { Items = [] } of pagesOf(pk, { pageSize: PAGE })) {
        await deleteAll(
          table,
          Items.map((item) => ({ pk: String(item.pk), sk: String(item.sk) })),
        );
        deleted += Items.length;
        if (deleted >= most) return { deleted, more: true };
      }
      return { deleted, more: false };
    },
  };
}
