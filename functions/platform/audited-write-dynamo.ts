import type * as z from 'zod';
import type { AuditFacts } from './audit.ts';
import type { Table } from './table.ts';
import type { TransactedAction } from './transaction-dynamo.ts';

type Fields = Readonly<Record<string, unknown>>;

/** What an update adds to carry its facts, with the names and values that it says them by. */
export const FACTS_ASSIGNED = 'audit = :audit';
export const VERSION_COUNTED = 'ADD version :one';
export const factsValues = (audit: AuditFacts | z.infer<typeof AuditFacts>) => ({
  ':audit': audit,
  ':one': 1,
});

/**
 * Writes fields over whatever stands at a key, with the facts of doing so; the version counts on
 * also where the item stood before. Fields that are undefined are taken away.
 */
export function writeWithFacts(
  { name: TableName }: Table,
  Key: { readonly pk: string; readonly sk: string },
  fields: Fields,
  audit: AuditFacts,
): Extract<TransactedAction, { Update?: unknown }> {
  const names = Object.keys(fields);
  const name = (n: number) => `#field${n}`;
  const set = names.flatMap((field, n) =>
    fields[field] === undefined ? [] : [`${name(n)} = :field${n}`],
  );
  const removed = names.flatMap((field, n) => (fields[field] === undefined ? [name(n)] : []));
  const remove = removed.length === 0 ? '' : ` REMOVE ${removed.join(', ')}`;
  const values = names.flatMap((field, n) =>
    fields[field] === undefined ? [] : [[`:field${n}`, fields[field]] as const],
  );
  return {
    Update: {
      TableName,
      Key,
      UpdateExpression: `SET ${[...set, FACTS_ASSIGNED].join(', ')}${remove} ${VERSION_COUNTED}`,
      ExpressionAttributeNames: Object.fromEntries(names.map((field, n) => [name(n), field])),
      ExpressionAttributeValues: { ...Object.fromEntries(values), ...factsValues(audit) },
    },
  };
}
