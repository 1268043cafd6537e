import { paginateQuery, paginateScan } from '@aws-sdk/lib-dynamodb';
import type { Table } from '../platform/table.ts';
import type { AuditedRecords } from './audited-records.ts';
import { underPeople } from './under-people-dynamo.ts';

/** Some lie under people and codes, which no list names: the table is read from end to end. */
export function createAuditedRecords(table: Table): AuditedRecords {
  return {
    changedSince: async function* (sinceMs) {
      const pages = paginateScan(
        { client: table.documents },
        {
          TableName: table.name,
          FilterExpression: '#audit.#at >= :since',
          ExpressionAttributeNames: { '#audit': 'audit', '#at': 'at' },
          ExpressionAttributeValues: { ':since': sinceMs },
        },
      );
      for await (const { Items = [] } of pages) yield* Items;
    },

    ofCompound: async function* (compound) {
      const pages = paginateQuery(
        { client: table.documents },
        {
          TableName: table.name,
          KeyConditionExpression: 'pk = :compound',
          FilterExpression: 'attribute_exists(audit)',
          ExpressionAttributeValues: { ':compound': compound },
        },
      );
      const naming: Record<string, unknown>[] = [];
      for await (const { Items = [] } of pages) {
        naming.push(...Items.filter(({ accountId }) => accountId !== undefined));
        yield* Items;
      }
      yield* underPeople(table, naming);
    },
  };
}
