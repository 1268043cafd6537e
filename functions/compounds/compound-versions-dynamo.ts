import { GetCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { CompoundId } from '../../shared/ids.ts';
import { soon, type Table } from '../platform/table.ts';
import type { TransactedAction } from '../platform/transaction-dynamo.ts';
import { type CompoundVersions, rememberingVersions, type Versions } from './compound-versions.ts';

const versionsKey = (compound: CompoundId) => ({ pk: compound, sk: 'versions' });

const Count = z.number().int().default(0);
const VersionsItem = z.object({
  statusList: Count,
  gates: Count,
  holders: Count,
  pins: Count,
  passes: Count,
});

/** The versions as they stand in the table, at most a second ago. */
export async function readVersions(table: Table, compound: CompoundId): Promise<Versions> {
  const { Item = {} } = await table.documents.send(
    new GetCommand({ TableName: table.name, Key: versionsKey(compound) }),
    soon(),
  );
  return VersionsItem.parse(Item);
}

export function createCompoundVersions(table: Table): CompoundVersions {
  return rememberingVersions((compound) => readVersions(table, compound));
}

/** Goes into every transaction that changes what a version stands for. */
export function raiseVersions(
  table: Table,
  compound: CompoundId,
  by: Partial<Versions>,
): TransactedAction {
  const raised = Object.entries(by);
  return {
    Update: {
      TableName: table.name,
      Key: versionsKey(compound),
      UpdateExpression: `ADD ${raised.map(([name]) => `#${name} :${name}`).join(', ')}`,
      ExpressionAttributeNames: Object.fromEntries(raised.map(([name]) => [`#${name}`, name])),
      ExpressionAttributeValues: Object.fromEntries(raised.map(([name, n]) => [`:${name}`, n])),
    },
  };
}
