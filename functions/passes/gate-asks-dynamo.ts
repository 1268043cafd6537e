import { GetCommand } from '@aws-sdk/lib-dynamodb';
import type { CompoundId } from '../../shared/ids.ts';
import { raiseVersions } from '../compounds/index.ts';
import type { Table } from '../platform/table.ts';
import { transact } from '../platform/transaction-dynamo.ts';
import type { GateAsks } from './gate-asks.ts';
import { statusListKey } from './pass-keys.ts';
import type { AskChange } from './status-list.ts';
import { StatusListItem } from './status-list-store-dynamo.ts';

/** Each try loses to another change of the compound's list. */
const MOST_TRIES = 8;

type Asks = Readonly<Record<string, readonly AskChange[]>>;

/** With what is asked from now on; itself where nothing becomes another by it. */
function withAsks(before: Asks, asking: ReadonlyMap<number, boolean>, now: number): Asks {
  const after: Record<string, readonly AskChange[]> = { ...before };
  let isChanged = false;
  for (const [index, asks] of asking) {
    const changes = before[index] ?? [];
    const last = changes.at(-1);
    if ((last?.asks ?? false) === asks) continue;
    after[index] = [...changes, { asks, since: Math.max(now, last?.since ?? now) }];
    isChanged = true;
  }
  return isChanged ? after : before;
}

export function createGateAsks(table: Table): GateAsks {
  const TableName = table.name;

  return {
    set: async (compound, cause, asking, now) => {
      for (let tries = 0; tries < MOST_TRIES; tries++) {
        const { Item } = await table.documents.send(
          new GetCommand({ TableName, Key: statusListKey(compound), ConsistentRead: true }),
        );
        if (Item === undefined) return;
        const { version, asks } = StatusListItem.parse(Item);
        const before = asks?.cause === cause ? asks.byIndex : {};
        const byIndex = withAsks(before, asking, now);
        if (byIndex === before) return;
        const outcome = await transact(table, [
          {
            Update: {
              TableName,
              Key: statusListKey(compound),
              UpdateExpression: 'SET asks = :asks ADD version :one',
              ConditionExpression: 'version = :seen',
              ExpressionAttributeValues: {
                ':asks': { cause, byIndex },
                ':seen': version,
                ':one': 1,
              },
            },
          },
          raiseVersions(table, compound, { statusList: 1 }),
        ]);
        if (outcome === 'done') return;
      }
      throw new Error('a status list that changes all the time');
    },

    letGo: async (compound: CompoundId, cause) => {
      await transact(table, [
        {
          Update: {
            TableName,
            Key: statusListKey(compound),
            UpdateExpression: 'REMOVE asks ADD version :one',
            ConditionExpression: 'asks.cause = :cause',
            ExpressionAttributeValues: { ':cause': cause, ':one': 1 },
          },
        },
        raiseVersions(table, compound, { statusList: 1 }),
      ]);
    },
  };
}
