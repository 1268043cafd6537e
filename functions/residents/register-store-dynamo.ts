import {
  GetCommand,
  PutCommand,
  paginateQuery,
  QueryCommand,
  type QueryCommandInput,
} from '@aws-sdk/lib-dynamodb';
import type { CompoundId } from '../../shared/ids.ts';
import type { ResidentState } from '../../shared/messages/register.ts';
import type { Table } from '../platform/table.ts';
import { type TransactedAction, transact } from '../platform/transaction-dynamo.ts';
import { BY_HOUSE, BY_SURNAME, RegisterRow, rowKeys, rowOf } from './register-row.ts';
import type {
  RegisterQuery,
  RegisterRange,
  RegisterRows,
  RegisterStore,
} from './register-store.ts';
import type { Registered } from './registered.ts';
import { residentKey } from './resident-keys.ts';

const filledKey = (compound: CompoundId) => ({ pk: compound, sk: 'register-filled' });

/** A few more than a page, for who moved out and stands between: one query is enough as a rule. */
const SLACK = 10;
/** Where much of what lies there is left out. */
const READ_WHERE_SIFTED = 250;
/** More than these are not read for one page, however few of them are meant. */
const MOST_READ = 1_000;
/** Of nearly everybody: whoever is asked for in another state is one of few. */
const OF_MOST: readonly ResidentState[] = ['active'];

/** The rows of somebody, in what is written with them. */
export function putRows(table: Table, { resident, place }: Registered): TransactedAction[] {
  const row = rowOf(resident, place);
  return rowKeys(resident, place).map((key) => ({
    Put: { TableName: table.name, Item: { ...key, ...row } },
  }));
}

/** Takes the rows away that somebody no longer has. */
export function moveRows(table: Table, before: Registered, after: Registered): TransactedAction[] {
  const kept = rowKeys(after.resident, after.place).map(({ sk }) => sk);
  const left = rowKeys(before.resident, before.place).filter(({ sk }) => !kept.includes(sk));
  return [
    ...left.map((Key) => ({ Delete: { TableName: table.name, Key } })),
    ...putRows(table, after),
  ];
}

function siftOf({ only }: RegisterQuery, { room }: RegisterRange): Partial<QueryCommandInput> {
  const { states, tie, buildings, imports } = only;
  const among = (name: string, values: readonly (string | number)[]) =>
    `#${name} IN (${values.map((_, at) => `:${name}${at}`).join(', ')})`;
  const each = (name: string, values: readonly (string | number)[]) =>
    values.map((value, at) => [`:${name}${at}`, value] as const);
  const one = (value: string | undefined) => (value === undefined ? [] : [value]);
  const parts = [
    ['state', states],
    ['tie', one(tie)],
    ['room', one(room)],
    ['building', buildings ?? []],
    ['importId', imports?.ids ?? []],
  ] as const;
  const asked = parts.filter(([, values]) => values.length > 0);
  return {
    FilterExpression: asked
      .map(([name, values]) =>
        name === 'importId' && imports?.are === false
          ? `(attribute_not_exists(#importId) OR NOT ${among(name, values)})`
          : among(name, values),
      )
      .join(' AND '),
    ExpressionAttributeNames: Object.fromEntries(asked.map(([name]) => [`#${name}`, name])),
    ExpressionAttributeValues: Object.fromEntries(
      asked.flatMap(([name, values]) => each(name, values)),
    ),
  };
}

export function createRegisterStore(table: Table): RegisterStore {
  const TableName = table.name;

  async function listRows(
    compound: CompoundId,
    query: RegisterQuery,
    { most, after }: { readonly most: number; readonly after?: string },
  ): Promise<RegisterRows> {
    const { ranges, descending, only } = query;
    if (only.imports?.are === true && only.imports.ids.length === 0) return { rows: [] };
    const first =
      after === undefined ? 0 : ranges.findIndex(({ prefix }) => after.startsWith(prefix));
    const found: { readonly sk: string; readonly row: RegisterRow }[] = [];
    let read = 0;
    let start = after;
    for (const range of ranges.slice(Math.max(first, 0))) {
      const { prefix } = range;
      const sift = siftOf(query, range);
      const isSifted =
        !only.states.some((state) => OF_MOST.includes(state)) ||
        [only.tie, only.buildings, only.imports, range.room].some((one) => one !== undefined);
      do {
        const {
          Items = [],
          LastEvaluatedKey,
          ScannedCount = 0,
        } = await table.documents.send(
          new QueryCommand({
            TableName,
            KeyConditionExpression: 'pk = :compound AND begins_with(sk, :prefix)',
            ...sift,
            ExpressionAttributeValues: {
              ...sift.ExpressionAttributeValues,
              ':compound': compound,
              ':prefix': prefix,
            },
            ScanIndexForward: !descending,
            Limit: isSifted ? READ_WHERE_SIFTED : most - found.length + SLACK,
            ...(start === undefined ? {} : { ExclusiveStartKey: { pk: compound, sk: start } }),
          }),
        );
        found.push(...Items.map((item) => ({ sk: String(item.sk), row: RegisterRow.parse(item) })));
        read += ScannedCount;
        start = LastEvaluatedKey === undefined ? undefined : String(LastEvaluatedKey.sk);
        if (found.length > most || (found.length === most && start !== undefined)) {
          const shown = found.slice(0, most);
          return { rows: shown.map(({ row }) => row), next: shown.at(-1)?.sk ?? prefix };
        }
        if (start !== undefined && read >= MOST_READ) {
          return { rows: found.map(({ row }) => row), next: start };
        }
      } while (start !== undefined);
    }
    return { rows: found.map(({ row }) => row) };
  }

  return {
    listRows,

    listPlaces: async (compound) => {
      const places = new Set<string>();
      for (const prefix of [BY_HOUSE, BY_SURNAME]) {
        const pages = paginateQuery(
          { client: table.documents },
          {
            TableName,
            KeyConditionExpression: 'pk = :compound AND begins_with(sk, :prefix)',
            ProjectionExpression: 'sk',
            ExpressionAttributeValues: { ':compound': compound, ':prefix': prefix },
          },
        );
        for await (const { Items = [] } of pages) {
          for (const { sk } of Items) places.add(String(sk));
        }
      }
      return places;
    },

    fillIn: async (registered) => {
      const { residentId, version } = registered.resident;
      const isAsRead =
        'version = :version OR (attribute_not_exists(version) AND :version = :first)';
      const outcome = await transact(table, [
        {
          ConditionCheck: {
            TableName,
            Key: residentKey(residentId),
            ConditionExpression: `attribute_exists(pk) AND (${isAsRead})`,
            ExpressionAttributeValues: { ':version': version, ':first': 1 },
          },
        },
        ...putRows(table, registered),
      ]);
      return outcome === 'done' ? 'filled' : 'changed';
    },

    isFilled: async (compound) => {
      const { Item } = await table.documents.send(
        new GetCommand({ TableName, Key: filledKey(compound) }),
      );
      return Item !== undefined;
    },

    noteFilled: async (compound, nowMs) => {
      const Item = { ...filledKey(compound), at: nowMs };
      await table.documents.send(new PutCommand({ TableName, Item }));
    },
  };
}
