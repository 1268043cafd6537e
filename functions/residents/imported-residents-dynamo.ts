import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { residentLinkItem, residentLinkKey } from '../identity/index.ts';
import { noteDeletion } from '../platform/deletion-dynamo.ts';
import type { Table } from '../platform/table.ts';
import { type TransactedAction, transact } from '../platform/transaction-dynamo.ts';
import type { ImportedResidents } from './imported-residents.ts';
import { rowKeys } from './register-row.ts';
import { moveRows } from './register-store-dynamo.ts';
import { residentItems } from './resident-items.ts';
import { memberKey, residentKey } from './resident-keys.ts';

/** The version of somebody whom nobody has changed since they were registered. */
const FIRST_VERSION = 1;

export function createImportedResidents(table: Table): ImportedResidents {
  const TableName = table.name;
  return {
    register: async (somebody, audit) => {
      const put = (Item: Record<string, unknown>) =>
        table.documents.send(new PutCommand({ TableName, Item }));
      const [record, ...withThem] = residentItems(somebody, audit);
      await Promise.all(withThem.map(put));
      if (record !== undefined) await put(record);
    },

    takeBack: async ({ resident, place }, { importId, audit }) => {
      const { residentId, houseId, accountId } = resident;
      const link = accountId === undefined ? [] : [residentLinkKey(accountId, residentId)];
      const isUntouched: TransactedAction = {
        Delete: {
          TableName,
          Key: residentKey(residentId),
          ConditionExpression: 'importId = :import AND version = :first',
          ExpressionAttributeValues: { ':import': importId, ':first': FIRST_VERSION },
        },
      };
      const withThem = [memberKey(houseId, residentId), ...rowKeys(resident, place), ...link];
      const outcome = await transact(table, [
        isUntouched,
        ...withThem.map((Key) => ({ Delete: { TableName, Key } })),
        ...[residentKey(residentId), ...link].map((key) => noteDeletion(table, key, audit)),
      ]);
      return outcome === 'done' ? 'taken_back' : 'changed';
    },

    correct: async (registered, { tie, accountId }, audit) => {
      const { resident, place } = registered;
      const { residentId, accountId: before, version } = resident;
      const after = {
        place,
        resident: { ...resident, tie, accountId: accountId ?? before, version: version + 1 },
      };
      const isOther = accountId !== undefined && accountId !== before;
      const links: TransactedAction[] = isOther
        ? [
            ...(before === undefined
              ? []
              : [
                  { Delete: { TableName, Key: residentLinkKey(before, residentId) } },
                  noteDeletion(table, residentLinkKey(before, residentId), audit),
                ]),
            {
              Put: {
                TableName,
                Item: residentLinkItem(accountId, residentId, { recordedAt: audit.at, audit }),
              },
            },
          ]
        : [];
      const change: TransactedAction = {
        Update: {
          TableName,
          Key: residentKey(residentId),
          UpdateExpression: `SET tie = :tie, audit = :audit, version = :next${isOther ? ', accountId = :account' : ''}`,
          ConditionExpression:
            'attribute_exists(pk) AND (version = :version OR (attribute_not_exists(version) AND :version = :first))',
          ExpressionAttributeValues: {
            ':tie': tie,
            ':audit': audit,
            ':version': version,
            ':next': version + 1,
            ':first': FIRST_VERSION,
            ...(isOther ? { ':account': accountId } : {}),
          },
        },
      };
      const outcome = await transact(table, [
        change,
        ...links,
        ...moveRows(table, registered, after),
      ]);
      return outcome === 'done' ? 'corrected' : 'changed';
    },
  };
}
