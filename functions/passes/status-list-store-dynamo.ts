import { GetCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { CompoundId } from '../../shared/ids.ts';
import { placesFor } from '../../shared/status-list/status-list.ts';
import { raiseVersions } from '../compounds/index.ts';
import type { Table } from '../platform/table.ts';
import { type TransactedAction, transact } from '../platform/transaction-dynamo.ts';
import { statusListKey } from './pass-keys.ts';
import { PASS_STATES } from './pass-lifecycle.ts';
import type { ListedChange, StatusListSource } from './status-list.ts';
import type { StatusListStore } from './status-list-store.ts';

const Change = z.object({ state: z.enum(PASS_STATES), since: z.number().int() });
const Index = z.string().regex(/^[0-9]+$/);
const Asks = z.array(z.object({ asks: z.boolean(), since: z.number().int() })).min(1);
export const StatusListItem = z.object({
  version: z.number().int(),
  places: z.number().int(),
  exceptions: z.record(Index, z.array(Change).min(1)),
  /** Beside whose they are: see `GateAsks`. */
  asks: z.object({ cause: z.string(), byIndex: z.record(Index, Asks) }).optional(),
});

/** A word that DynamoDB keeps for itself. */
const EXCEPTIONS = { '#exceptions': 'exceptions' };

function byIndex<Listed>(listed: Readonly<Record<string, Listed>>): ReadonlyMap<number, Listed> {
  return new Map(Object.entries(listed).map(([index, changes]) => [Number(index), changes]));
}

function emptySource(compound: CompoundId): StatusListSource {
  return { compound, version: 0, places: placesFor(0), exceptions: new Map() };
}

/** Appends to an index's changes without reading them. The list's version goes up with it. */
export function appendListChange(
  table: Table,
  compound: CompoundId,
  index: number,
  change: ListedChange,
): TransactedAction {
  return {
    Update: {
      TableName: table.name,
      Key: statusListKey(compound),
      UpdateExpression:
        'SET #exceptions.#index = list_append(if_not_exists(#exceptions.#index, :none), :change) ' +
        'ADD version :one',
      ExpressionAttributeNames: { ...EXCEPTIONS, '#index': String(index) },
      ExpressionAttributeValues: { ':none': [], ':change': [change], ':one': 1 },
    },
  };
}

export function createStatusListStore(table: Table): StatusListStore {
  const TableName = table.name;

  async function readSource(compound: CompoundId, consistent: boolean): Promise<StatusListSource> {
    const { Item } = await table.documents.send(
      new GetCommand({ TableName, Key: statusListKey(compound), ConsistentRead: consistent }),
    );
    if (Item === undefined) return emptySource(compound);
    const { version, places, exceptions, asks } = StatusListItem.parse(Item);
    const source = { compound, version, places, exceptions: byIndex(exceptions) };
    return asks === undefined ? source : { ...source, asks: byIndex(asks.byIndex) };
  }

  return {
    findSource: async (compound, atLeast) => {
      const source = await readSource(compound, false);
      return source.version >= atLeast ? source : readSource(compound, true);
    },

    recordPlaces: async (compound, from, to) => {
      const isAsSeen = 'places = :from';
      const isFirst = 'attribute_not_exists(pk)';
      const outcome = await transact(table, [
        {
          Update: {
            TableName,
            Key: statusListKey(compound),
            UpdateExpression:
              'SET places = :to, #exceptions = if_not_exists(#exceptions, :none) ADD version :one',
            ConditionExpression: `${isFirst} OR ${isAsSeen}`,
            ExpressionAttributeNames: EXCEPTIONS,
            ExpressionAttributeValues: { ':from': from, ':to': to, ':none': {}, ':one': 1 },
          },
        },
        raiseVersions(table, compound, { statusList: 1 }),
      ]);
      return outcome === 'done';
    },

    retireExceptions: async (compound, retired) => {
      const isUnchanged = retired
        .map((_, at) => `size(#exceptions.#index${at}) = :changes${at}`)
        .join(' AND ');
      const outcome = await transact(table, [
        {
          Update: {
            TableName,
            Key: statusListKey(compound),
            UpdateExpression: `REMOVE ${retired
              .map((_, at) => `#exceptions.#index${at}`)
              .join(', ')} ADD version :one`,
            ConditionExpression: isUnchanged,
            ExpressionAttributeNames: {
              ...EXCEPTIONS,
              ...Object.fromEntries(retired.map(({ index }, at) => [`#index${at}`, String(index)])),
            },
            ExpressionAttributeValues: {
              ':one': 1,
              ...Object.fromEntries(retired.map(({ changes }, at) => [`:changes${at}`, changes])),
            },
          },
        },
        raiseVersions(table, compound, { statusList: 1 }),
      ]);
      return outcome === 'done';
    },
  };
}
