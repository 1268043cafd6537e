import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { compoundOf, type PassId, passIndexOf } from '../../shared/ids.ts';
import type { Holders } from '../../shared/messages/gates.ts';
import { raiseVersions } from '../compounds/index.ts';
import type { Table } from '../platform/table.ts';
import { type TransactedAction, transact } from '../platform/transaction-dynamo.ts';
import type { HolderEntry, HolderStore } from './holder-store.ts';
import { HOLDERS_PREFIX, holdersKey } from './pass-keys.ts';

/**
 * A shard has one attribute a holder, `h<index>`, so that an entry is set in a shard that may not
 * exist yet.
 */
const attributeOf = (passId: PassId): string => `h${passIndexOf(passId)}`;
const Entry = z.object({ maskedName: z.string(), building: z.string(), at: z.number() });

export function createHolderStore(table: Table): HolderStore {
  const TableName = table.name;

  function setEntry({ passId, maskedName, building, at }: HolderEntry, over: 'none' | 'older') {
    const isNew = 'attribute_not_exists(#holder)';
    const isOlder = '#holder.#at < :at';
    const [names, values] = over === 'none' ? [{}, {}] : [{ '#at': 'at' }, { ':at': at }];
    return {
      Update: {
        TableName,
        Key: holdersKey(compoundOf(passId), passIndexOf(passId)),
        UpdateExpression: 'SET #holder = :entry',
        ConditionExpression: over === 'none' ? isNew : isOlder,
        ExpressionAttributeNames: { '#holder': attributeOf(passId), ...names },
        ExpressionAttributeValues: { ':entry': { maskedName, building, at }, ...values },
      },
    } satisfies TransactedAction;
  }

  return {
    listHolders: async (compound) => {
      const holders: Holders = {};
      let from: Record<string, unknown> | undefined;
      do {
        const page = await table.documents.send(
          new QueryCommand({
            TableName,
            KeyConditionExpression: 'pk = :compound AND begins_with(sk, :holders)',
            ExpressionAttributeValues: { ':compound': compound, ':holders': HOLDERS_PREFIX },
            ConsistentRead: true,
            ...(from === undefined ? {} : { ExclusiveStartKey: from }),
          }),
        );
        for (const item of page.Items ?? []) {
          for (const [attribute, value] of Object.entries(item)) {
            if (!/^h[0-9]+$/.test(attribute)) continue;
            const { maskedName, building } = Entry.parse(value);
            holders[attribute.slice(1)] = { maskedName, building };
          }
        }
        from = page.LastEvaluatedKey;
      } while (from !== undefined);
      return holders;
    },

    recordHolder: async (entry) => {
      const compound = compoundOf(entry.passId);
      const added = await transact(table, [
        setEntry(entry, 'none'),
        raiseVersions(table, compound, { holders: 1, passes: 1 }),
      ]);
      if (added === 'done') return;
      await transact(table, [
        setEntry(entry, 'older'),
        raiseVersions(table, compound, { holders: 1 }),
      ]);
    },

    removeHolder: async (passId, at) => {
      const isNotNewer = '#holder.#at <= :at';
      await transact(table, [
        {
          Update: {
            TableName,
            Key: holdersKey(compoundOf(passId), passIndexOf(passId)),
            UpdateExpression: 'REMOVE #holder',
            ConditionExpression: isNotNewer,
            ExpressionAttributeNames: { '#holder': attributeOf(passId), '#at': 'at' },
            ExpressionAttributeValues: { ':at': at },
          },
        },
        raiseVersions(table, compoundOf(passId), { holders: 1, passes: -1 }),
      ]);
    },
  };
}
