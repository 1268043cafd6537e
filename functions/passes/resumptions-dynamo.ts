import { DeleteCommand, paginateQuery } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { PassId } from '../../shared/ids.ts';
import type { Table } from '../platform/table.ts';
import { RESUMPTIONS, resumptionKey } from './pass-keys.ts';
import type { PassStore, Resumption } from './pass-store.ts';

const ResumptionItem = z.object({ passId: PassId, at: z.number().int() });

/** The part of the pass store that knows when suspensions end by themselves. */
export function createResumptions(
  table: Table,
): Pick<PassStore, 'listDueResumptions' | 'dropResumption'> {
  const TableName = table.name;
  return {
    listDueResumptions: async (compound, nowMs) => {
      const pages = paginateQuery(
        { client: table.documents },
        {
          TableName,
          KeyConditionExpression: 'pk = :compound AND sk BETWEEN :first AND :last',
          ExpressionAttributeValues: {
            ':compound': compound,
            ':first': RESUMPTIONS.first,
            ':last': RESUMPTIONS.until(nowMs),
          },
        },
      );
      const due: Resumption[] = [];
      for await (const { Items = [] } of pages) {
        due.push(...Items.map((item) => ResumptionItem.parse(item)));
      }
      return due;
    },

    dropResumption: async ({ passId, at }) => {
      await table.documents.send(new DeleteCommand({ TableName, Key: resumptionKey(passId, at) }));
    },
  };
}
