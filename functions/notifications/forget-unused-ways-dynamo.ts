import { GetCommand } from '@aws-sdk/lib-dynamodb';
import type { TiesLeft } from '../identity/index.ts';
import { systemFacts } from '../platform/audit.ts';
import { noteDeletion } from '../platform/deletion-dynamo.ts';
import type { Table } from '../platform/table.ts';
import { transact } from '../platform/transaction-dynamo.ts';
import { settingsKey } from './inbox-keys.ts';
import type { Person } from './person.ts';
import { endPushes } from './push-store-dynamo.ts';
import { readBinding, unbindActions } from './wechat-store-dynamo.ts';

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
  const facts = systemFacts('notification_settings.forget', now);
  const Key = settingsKey(person);
  const { Item } = await table.documents.send(new GetCommand({ TableName, Key }));
  // Gone meanwhile: then it is forgotten already.
  if (Item !== undefined) {
    await transact(table, [
      { Delete: { TableName, Key, ConditionExpression: 'attribute_exists(pk)' } },
      noteDeletion(table, Key, facts),
    ]);
  }
  const bound = await readBinding(table, person);
  if (bound !== undefined) await transact(table, unbindActions(table, person, bound, facts));
  await endPushes(table, person, facts);
}
