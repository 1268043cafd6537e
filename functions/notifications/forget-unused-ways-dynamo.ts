import { GetCommand } from '@aws-sdk/lib-dynamodb';
import type { TiesLeft } from '../identity/index.ts';
import { systemFacts } from '../platform/audit.ts';
import { noteDeletion } from '../platform/deletion-dynamo.ts';
import type { Table } from '../platform/table.ts';
import { transact } from '../platform/transaction-dynamo.ts';
import { openIdKey, settingsKey } from './inbox-keys.ts';
import type { Person } from './person.ts';

const KEYS = [settingsKey, openIdKey] as const;

/**
 * Whoever speaks for nobody any more is told nothing more, so what they chose and the ways to their
 * phone go. What they were told stays for its term.
 */
export async function forgetUnusedWays(
  table: Table,
  left: TiesLeft | undefined,
  now: number,
): Promise<void> {
  if (left === undefined) return;
  const { account, asResident, asStaff } = left;
  if (!asResident) await forgetWays(table, { inbox: 'resident', account }, now);
  if (!asStaff) await forgetWays(table, { inbox: 'staff', account }, now);
}

async function forgetWays(table: Table, person: Person, now: number): Promise<void> {
  const TableName = table.name;
  for (const keyOf of KEYS) {
    const Key = keyOf(person);
    const { Item } = await table.documents.send(new GetCommand({ TableName, Key }));
    if (Item === undefined) continue;
    // Gone meanwhile: then it is forgotten already.
    await transact(table, [
      { Delete: { TableName, Key, ConditionExpression: 'attribute_exists(pk)' } },
      noteDeletion(table, Key, systemFacts('notification_settings.forget', now)),
    ]);
  }
}
