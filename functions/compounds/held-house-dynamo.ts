import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { HouseId } from '../../shared/ids.ts';
import type { AuditFacts } from '../platform/audit.ts';
import { getAll } from '../platform/batch-dynamo.ts';
import { type CancelledAction, isConditionFailed, type Table } from '../platform/table.ts';
import { hasFailed, type TransactedAction, transact } from '../platform/transaction-dynamo.ts';
import { houseKey } from './place-keys.ts';

/**
 * A house is removed in two writes: the first says that it takes nobody in any more, the second
 * takes it away. Between them is looked whether somebody lives there. So whoever comes in before
 * the first is seen, and whoever comes after it is refused.
 */

/** Longer than any request lasts: what still stands after this was broken off. */
const REMOVAL_LASTS_MS = 60_000;

const Held = z.object({ version: z.number().int() });
const HeldHouse = z.object({ houseId: HouseId, removing: z.number().int().optional() });

const COUNTED_ON = 'version = if_not_exists(version, :one) + :one, audit = :audit';

/** @returns undefined where the condition does not hold, otherwise the house's version */
async function write(
  table: Table,
  house: HouseId,
  change: {
    readonly set: string;
    readonly where: string;
    readonly values: Record<string, unknown>;
  },
): Promise<number | undefined> {
  try {
    const { Attributes } = await table.documents.send(
      new UpdateCommand({
        TableName: table.name,
        Key: houseKey(house),
        UpdateExpression: change.set,
        ConditionExpression: change.where,
        ExpressionAttributeValues: { ':one': 1, ...change.values },
        ReturnValues: 'ALL_NEW',
      }),
    );
    return Held.parse(Attributes).version;
  } catch (error) {
    if (isConditionFailed(error)) return undefined;
    throw error;
  }
}

const before = (nowMs: number) => nowMs - REMOVAL_LASTS_MS;

/** @returns the version by which it is held; undefined where it is gone, or another is removing it */
export const holdHouse = (table: Table, house: HouseId, audit: AuditFacts) =>
  write(table, house, {
    set: `SET removing = :at, ${COUNTED_ON}`,
    where: 'attribute_exists(pk) AND (attribute_not_exists(removing) OR removing < :before)',
    values: { ':at': audit.at, ':before': before(audit.at), ':audit': audit },
  });

/** It takes people in again. */
export async function letGoOfHouse(
  table: Table,
  house: HouseId,
  by: { readonly held: number; readonly audit: AuditFacts },
): Promise<void> {
  await write(table, house, {
    set: `SET ${COUNTED_ON} REMOVE removing`,
    where: 'version = :held',
    values: { ':held': by.held, ':audit': by.audit },
  });
}

/** Takes off the mark of a removal that was broken off: that removal does nothing any more. */
async function reopened(table: Table, house: HouseId, audit: AuditFacts): Promise<boolean> {
  const version = await write(table, house, {
    set: `SET ${COUNTED_ON} REMOVE removing`,
    where: 'removing < :before',
    values: { ':before': before(audit.at), ':audit': audit },
  });
  return version !== undefined;
}

/**
 * Puts somebody into a house: all of it, where the house stands and takes people in.
 * @returns `no_house` where it does not; otherwise as `transact` does, by the actions given
 */
export async function transactInHouse(
  table: Table,
  { house, audit }: { readonly house: HouseId; readonly audit: AuditFacts },
  actions: readonly TransactedAction[],
): Promise<'done' | 'no_house' | readonly CancelledAction[]> {
  const takesIn: TransactedAction = {
    ConditionCheck: {
      TableName: table.name,
      Key: houseKey(house),
      ConditionExpression: 'attribute_exists(pk) AND attribute_not_exists(removing)',
    },
  };
  for (let again = false; ; again = true) {
    const outcome = await transact(table, [...actions, takesIn]);
    if (outcome === 'done' || !hasFailed(outcome[actions.length])) return outcome;
    if (again || !(await reopened(table, house, audit))) return 'no_house';
  }
}

/** What one read takes. */
const READ_AT_A_TIME = 100;

/**
 * Of these houses those that take people in, never older than was acknowledged.
 * @throws while one of them is being removed: in a moment it stands, or is gone
 */
export async function housesTakingIn(
  table: Table,
  houses: readonly HouseId[],
  audit: AuditFacts,
): Promise<ReadonlySet<HouseId>> {
  const different = [...new Set(houses)];
  const open = new Set<HouseId>();
  for (let at = 0; at < different.length; at += READ_AT_A_TIME) {
    const keys = different.slice(at, at + READ_AT_A_TIME).map(houseKey);
    for (const item of await getAll(table, keys, { certainly: true })) {
      const { houseId, removing } = HeldHouse.parse(item);
      if (removing !== undefined && !(await reopened(table, houseId, audit))) {
        throw new Error('a house is being removed at this moment');
      }
      open.add(houseId);
    }
  }
  return open;
}
