import { BatchGetCommand, BatchWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { Table } from './table.ts';

type Key = { readonly pk: string; readonly sk: string };
type Item = Record<string, unknown>;

/** What DynamoDB takes in one call. */
const PUTS_PER_CALL = 25;
const CALLS_AT_ONCE = 8;
/** What it leaves over is asked for again; more often than this is a fault, not load. */
const MOST_ROUNDS = 8;

type WriteRequest = { PutRequest: { Item: Item } } | { DeleteRequest: { Key: Key } };

async function writeAll(table: Table, writes: readonly WriteRequest[]): Promise<void> {
  let left: Record<string, object[]> | undefined = { [table.name]: [...writes] };
  for (let round = 0; left !== undefined && Object.keys(left).length > 0; round++) {
    if (round === MOST_ROUNDS) throw new Error('the table left writes undone');
    const sent = new BatchWriteCommand({ RequestItems: left });
    const answer: { UnprocessedItems?: Record<string, object[]> | undefined } =
      await table.documents.send(sent);
    left = answer.UnprocessedItems;
  }
}

/** Puts items without a condition, in calls of 25: for records that are the same whenever written. */
export async function putAll(table: Table, items: readonly Item[]): Promise<void> {
  for (let start = 0; start < items.length; start += PUTS_PER_CALL) {
    const some = items.slice(start, start + PUTS_PER_CALL);
    await writeAll(
      table,
      some.map((Item) => ({ PutRequest: { Item } })),
    );
  }
}

/** Deletes without a condition, in calls of 25, a few at once: for what nobody writes any more. */
export async function deleteAll(table: Table, keys: readonly Key[]): Promise<void> {
  const calls: (readonly Key[])[] = [];
  for (let start = 0; start < keys.length; start += PUTS_PER_CALL) {
    calls.push(keys.slice(start, start + PUTS_PER_CALL));
  }
  for (let start = 0; start < calls.length; start += CALLS_AT_ONCE) {
    const some = calls.slice(start, start + CALLS_AT_ONCE);
    await Promise.all(
      some.map((part) =>
        writeAll(
          table,
          part.map((Key) => ({ DeleteRequest: { Key } })),
        ),
      ),
    );
  }
}

/**
 * The items that exist among at most 100 different keys, in no particular order.
 * @param certainly as they were last acknowledged, for twice the units
 */
export async function getAll(
  table: Table,
  keys: readonly Key[],
  { certainly = false } = {},
): Promise<Item[]> {
  const items: Item[] = [];
  let left =
    keys.length === 0
      ? undefined
      : { [table.name]: { Keys: [...keys], ConsistentRead: certainly } };
  for (let round = 0; left?.[table.name] !== undefined; round++) {
    if (round === MOST_ROUNDS) throw new Error('the table left reads undone');
    const { Responses, UnprocessedKeys } = await table.documents.send(
      new BatchGetCommand({ RequestItems: left }),
    );
    items.push(...(Responses?.[table.name] ?? []));
    const keysLeft = UnprocessedKeys?.[table.name]?.Keys;
    left =
      keysLeft === undefined
        ? undefined
        : {
            [table.name]: {
              Keys: keysLeft.map(({ pk, sk }) => ({ pk, sk })),
              ConsistentRead: certainly,
            },
          };
  }
  return items;
}
