import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { raiseVersions, setMainEntrance } from '../compounds/index.ts';
import { FACTS_ASSIGNED, factsValues, VERSION_COUNTED } from '../platform/audited-write-dynamo.ts';
import { getAll } from '../platform/batch-dynamo.ts';
import type { Table } from '../platform/table.ts';
import { type TransactedAction, transact } from '../platform/transaction-dynamo.ts';
import { gateKey, singleEntranceKey } from './gate-keys.ts';
import { SingleEntranceRecord } from './single-entrance.ts';
import type { GateClosing, SingleEntranceStore } from './single-entrance-store.ts';

function entranceOf({ state, mainGateName: gate, until }: SingleEntranceRecord) {
  if (state === 'off') return undefined;
  return until === undefined ? { gate } : { gate, until };
}

export function createSingleEntranceStore(table: Table): SingleEntranceStore {
  const TableName = table.name;

  function closeOrOpen(
    { gateId, closed, closings }: GateClosing,
    audit: SingleEntranceRecord['audit'],
  ): TransactedAction {
    const rules = closed === undefined ? ' REMOVE #rules.closed' : ', #rules.closed = :closed';
    return {
      Update: {
        TableName,
        Key: gateKey(gateId),
        UpdateExpression: `SET closings = :closings, ${FACTS_ASSIGNED}${rules} ${VERSION_COUNTED}`,
        ConditionExpression: 'attribute_exists(pk)',
        ExpressionAttributeNames: { '#rules': 'rules' },
        ExpressionAttributeValues: {
          ':closings': closings,
          ...factsValues(audit),
          ...(closed === undefined ? {} : { ':closed': closed }),
        },
      },
    };
  }

  return {
    find: async (compound) => {
      const { Item } = await table.documents.send(
        new GetCommand({ TableName, Key: singleEntranceKey(compound), ConsistentRead: true }),
      );
      return Item === undefined ? undefined : SingleEntranceRecord.parse(Item);
    },

    findAll: async (compounds) => {
      const items = await getAll(table, [...new Set(compounds)].map(singleEntranceKey));
      return items.map((item) => SingleEntranceRecord.parse(item));
    },

    change: async (record, gates) => {
      const seen = record.version - 1;
      const outcome = await transact(table, [
        {
          Put: {
            TableName,
            Item: { ...singleEntranceKey(record.compoundId), ...record },
            ConditionExpression: seen === 0 ? 'attribute_not_exists(pk)' : 'version = :seen',
            ...(seen === 0 ? {} : { ExpressionAttributeValues: { ':seen': seen } }),
          },
        },
        ...gates.map((gate) => closeOrOpen(gate, record.audit)),
        setMainEntrance(table, record.compoundId, entranceOf(record), record.audit),
        raiseVersions(table, record.compoundId, { gates: 1 }),
      ]);
      return outcome === 'done' ? 'changed' : 'conflict';
    },
  };
}
