import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { ImportId } from '../../shared/ids.ts';
import { residentLinkItem, residentLinkKey } from '../identity/index.ts';
import type { AuditFacts } from '../platform/audit.ts';
import { noteDeletion } from '../platform/deletion-dynamo.ts';
import type { Table } from '../platform/table.ts';
import { type TransactedAction, transact } from '../platform/transaction-dynamo.ts';
import type { ImportedResidents } from './imported-residents.ts';
import { rowKeys } from './register-row.ts';
import { moveRows } from './register-store-dynamo.ts';
import { residentItems } from './resident-items.ts';
import { memberKey, residentKey } from './resident-keys.ts';

/** Each is at most eight items of the hundred that one transaction takes. */
const TAKEN_BACK_TOGETHER = 12;
/** The version of somebody whom nobody has changed since they were registered. */
const FIRST_VERSION = 1;

export function createImportedResidents(table: Table): ImportedResidents {
  const TableName = table.name;

  function takingBack(
    { resident, place }: Parameters<ImportedResidents['takeBack']>[0][number],
    { importId, audit }: { readonly importId: ImportId; readonly audit: AuditFacts },
  ): TransactedAction[] {
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
    return [
      isUntouched,
      ...withThem.map((Key) => ({ Delete: { TableName, Key } })),
      ...[residentKey(residentId), ...link].map((key) => noteDeletion(table, key, audit)),
    ];
  }

  return {
    register: async (somebody, audit) => {
      const put = (Item: Record<string, unknown>) =>
        table.documents.send(new PutCommand({ TableName, Item }));
      const [record, ...withThem] = residentItems(somebody, audit);
      await Promise.all(withThem.map(put));
      if (record !== undefined) await put(record);
    },

    takenBackTogether: TAKEN_BACK_TOGETHER,
    takeBack: async (registered, by) => {
      let taken = 0;
      for (let at = 0; at < registered.length; at += TAKEN_BACK_TOGETHER) {
        const some = registered.slice(at, at + TAKEN_BACK_TOGETHER);
        const outcome = await transact(
          table,
          some.flatMap((one) => takingBack(one, by)),
        );
        if (outcome === 'done') {
          taken += some.length;
          continue;
        }
        // Somebody of them was changed: each by themselves, so that only they stay.
        for (const one of some) {
          if ((await transact(table, takingBack(one, by))) === 'done') taken += 1;
        }
      }
      return taken;
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
