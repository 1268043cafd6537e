import { residentLinkKey } from '../identity/index.ts';
import type { AuditFacts } from '../platform/audit.ts';
import { writeWithFacts } from '../platform/audited-write-dynamo.ts';
import { noteDeletion } from '../platform/deletion-dynamo.ts';
import type { Table } from '../platform/table.ts';
import { transact } from '../platform/transaction-dynamo.ts';
import { moveRows } from './register-store-dynamo.ts';
import type { Registered } from './registered.ts';
import type { Resident } from './resident.ts';
import { memberKey, residentKey } from './resident-keys.ts';

/** The end of residences, in the register. */
export interface DepartedResidents {
  /**
   * Out of the household, and their number speaks for them no more; the record stays as that of
   * somebody who moved out. All of it or nothing, if the record is as it was read.
   * @param on the day in Shanghai
   */
  end(before: Registered, on: string, audit: AuditFacts): Promise<'changed' | 'conflict'>;
}

export function createDepartedResidents(table: Table): DepartedResidents {
  const { name: TableName } = table;
  return {
    end: async (before, on, audit) => {
      const { accountId, tenancyOver: _, ...rest } = before.resident;
      const { residentId, houseId, version } = rest;
      const after: Resident = { ...rest, state: 'moved_out', movedOutOn: on, version: version + 1 };
      const gone = { accountId: undefined, tenancyOver: undefined };
      const changed = { state: after.state, movedOutOn: on, ...gone };
      const { Update } = writeWithFacts(table, residentKey(residentId), changed, audit);
      const link = accountId === undefined ? [] : [residentLinkKey(accountId, residentId)];
      if (Update === undefined) throw new TypeError('a write that is no update');
      const outcome = await transact(table, [
        {
          Update: {
            ...Update,
            ConditionExpression: 'version = :version',
            ExpressionAttributeValues: {
              ...Update.ExpressionAttributeValues,
              ':version': version,
            },
          },
        },
        ...moveRows(table, before, { ...before, resident: after }),
        ...[memberKey(houseId, residentId), ...link].map((Key) => ({ Delete: { TableName, Key } })),
        ...link.map((key) => noteDeletion(table, key, audit)),
      ]);
      return outcome === 'done' ? 'changed' : 'conflict';
    },
  };
}
