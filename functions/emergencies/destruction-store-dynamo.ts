import { GetCommand, paginateQuery } from '@aws-sdk/lib-dynamodb';
import type { StreetId } from '../../shared/ids.ts';
import type { AuditFacts } from '../platform/audit.ts';
import { noteDeletion } from '../platform/deletion-dynamo.ts';
import { CERTIFICATE_PREFIX, certificateKey, knownKey } from '../platform/destruction-key.ts';
import type { Table } from '../platform/table.ts';
import { type TransactedAction, transact } from '../platform/transaction-dynamo.ts';
import { StoredDestruction } from './destruction.ts';
import type { DestructionStore } from './destruction-store.ts';

export function createDestructionStore(table: Table): DestructionStore {
  const TableName = table.name;
  return {
    find: async (emergency) => {
      const { Item } = await table.documents.send(
        new GetCommand({ TableName, Key: certificateKey(emergency), ConsistentRead: true }),
      );
      return Item === undefined ? undefined : StoredDestruction.parse(Item);
    },

    list: async (street: StreetId) => {
      const found: StoredDestruction[] = [];
      const pages = paginateQuery(
        { client: table.documents },
        {
          TableName,
          KeyConditionExpression: 'pk = :street AND begins_with(sk, :certificates)',
          ExpressionAttributeValues: { ':street': street, ':certificates': CERTIFICATE_PREFIX },
        },
      );
      for await (const { Items = [] } of pages) {
        found.push(...Items.map((item) => StoredDestruction.parse(item)));
      }
      return found.sort((one, other) => other.endedAt - one.endedAt);
    },

    change: async (before, after) => {
      const put: TransactedAction = {
        Put: {
          TableName,
          Item: { ...certificateKey(after.emergencyId), ...after },
          ...(before === undefined
            ? { ConditionExpression: 'attribute_not_exists(pk)' }
            : {
                ConditionExpression: 'version = :seen',
                ExpressionAttributeValues: { ':seen': before.version },
              }),
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        },
      };
      const isEndOfKey = after.done.key !== undefined && before?.done.key === undefined;
      // cast: facts of the clock, of this feature's own actions
      const facts = after.audit as AuditFacts;
      const noted = isEndOfKey ? [noteDeletion(table, knownKey(after.emergencyId), facts)] : [];
      const outcome = await transact(table, [put, ...noted]);
      return outcome === 'done' ? 'changed' : StoredDestruction.parse(outcome[0]?.item);
    },
  };
}
