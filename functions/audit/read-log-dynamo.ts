import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { KEPT_MS } from '../../shared/retention.ts';
import type { ReadLog } from '../platform/reads.ts';
import type { Table } from '../platform/table.ts';
import { readKey } from './keys.ts';

/** Reads of personal data, a compound and a day to a partition; sealed like changes. */
export function createReadLog(table: Table): ReadLog {
  return {
    recordRead: async ({ compound, record, subject, requestId, audit }) => {
      const { at } = audit;
      const Item = {
        ...readKey(compound, at, requestId),
        record,
        subject,
        audit,
        version: 1,
        ttl: Math.ceil((at + KEPT_MS.read) / 1_000),
      };
      await table.documents.send(new PutCommand({ TableName: table.name, Item }));
    },
  };
}
