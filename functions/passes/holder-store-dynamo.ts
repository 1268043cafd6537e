import { GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { type CompoundId, compoundOf, type PassId, passIndexOf } from '../../shared/ids.ts';
import type { Holders } from '../../shared/messages/gates.ts';
import type { Table } from '../platform/table.ts';
import { type TransactedAction, transact } from '../platform/transaction-dynamo.ts';
import type { HolderEntry, HolderStore } from './holder-store.ts';
import { HOLDERS_PREFIX, holdersKey, holdersVersionKey } from './pass-keys.ts';

/**
 * A shard has one attribute a holder, `h<index>`, so that an entry is set in a shard that may not
 * exist yet.
 */
const attributeOf = (passId: PassId): string => `h${passIndexOf(passId)}`;
const Entry = z.object({ maskedName: z.string(), building: z.string(), at: z.number() });
const VersionItem = z.object({ version: z.number().int(), passes: z.number().int() });

export function createHolderStore(table: Table): HolderStore {
  const TableName = table.name;

  async function findVersionItem(compound: CompoundId) {
    const { Item } = await table.documents.send(
      new GetCommand({ TableName, Key: holdersVersionKey(compound) }),
    );
    return Item === undefined ? { version: 0, passes: 0 } : VersionItem.parse(Item);
  }

  const raise = (compound: CompoundId, passes: number): TransactedAction => ({
    Update: {
      TableName,
      Key: holdersVersionKey(compound),
      UpdateExpression: 'ADD version :one, passes :passes',
      ExpressionAttributeValues: { ':one': 1, ':passes': passes },
    },
  });

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
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      },
    } satisfies TransactedAction;
  }

  return {
    findVersion: async (compound) => (await findVersionItem(compound)).version,
    countPasses: async (compound) => (await findVersionItem(compound)).passes,

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
      const added = await transact(table, [setEntry(entry, 'none'), raise(compound, 1)]);
      if (added === 'done') return;
      const known = Entry.safeParse(added[0]?.item?.[attributeOf(entry.passId)]).data;
      const saysTheSame =
        known?.maskedName === entry.maskedName && known.building === entry.building;
      if (saysTheSame) return;
      await transact(table, [setEntry(entry, 'older'), raise(compound, 0)]);
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
        raise(compoundOf(passId), -1),
      ]);
    },
  };
}
