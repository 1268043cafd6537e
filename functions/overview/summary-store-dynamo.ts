import { GetCommand, PutCommand, paginateQuery } from '@aws-sdk/lib-dynamodb';
import type { CompoundId, StreetId } from '../../shared/ids.ts';
import type { Table } from '../platform/table.ts';
import { CompoundSummary } from './compound-summary.ts';
import type { SummaryStore } from './summary-store.ts';

const SUMMARY_PREFIX = 'summary#';
const summaryKey = (street: StreetId, compound: CompoundId) => ({
  pk: street,
  sk: `${SUMMARY_PREFIX}${compound}`,
});

export function createSummaryStore(table: Table): SummaryStore {
  return {
    findSummary: async (street, compound) => {
      const Key = summaryKey(street, compound);
      const { Item } = await table.documents.send(new GetCommand({ TableName: table.name, Key }));
      return Item === undefined ? undefined : CompoundSummary.parse(Item);
    },

    listSummaries: async (street) => {
      const pages = paginateQuery(
        { client: table.documents },
        {
          TableName: table.name,
          KeyConditionExpression: 'pk = :street AND begins_with(sk, :summaries)',
          ExpressionAttributeValues: { ':street': street, ':summaries': SUMMARY_PREFIX },
        },
      );
      const summaries: CompoundSummary[] = [];
      for await (const { Items = [] } of pages) {
        summaries.push(...Items.map((item) => CompoundSummary.parse(item)));
      }
      return summaries;
    },

    recordSummary: async (summary) => {
      const Item = { ...summaryKey(summary.streetId, summary.compoundId), ...summary };
      await table.documents.send(new PutCommand({ TableName: table.name, Item }));
    },
  };
}
