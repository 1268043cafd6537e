import { GetCommand, paginateQuery, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { compoundOf, type ResidentId } from '../../shared/ids.ts';
import type { AuditFacts } from '../platform/audit.ts';
import { noteDeletion } from '../platform/deletion-dynamo.ts';
import type { Table } from '../platform/table.ts';
import { type TransactedAction, transact } from '../platform/transaction-dynamo.ts';
import { careOf, SpecialCare } from './special-care.ts';
import type { SpecialCareStore } from './special-care-store.ts';

const CARE_PREFIX = 'special-care#';
const careKey = (resident: ResidentId) => ({
  pk: compoundOf(resident),
  sk: `${CARE_PREFIX}${resident}`,
});

/** Ends it where there is one. */
export function endCareActions(
  table: Table,
  residentId: ResidentId,
  audit: AuditFacts,
): TransactedAction[] {
  return [
    {
      Delete: {
        TableName: table.name,
        Key: careKey(residentId),
        ConditionExpression: 'attribute_exists(pk)',
      },
    },
    noteDeletion(table, careKey(residentId), audit),
  ];
}

export async function readCare(
  table: Table,
  resident: ResidentId,
): Promise<SpecialCare | undefined> {
  const { Item } = await table.documents.send(
    new GetCommand({ TableName: table.name, Key: careKey(resident), ConsistentRead: true }),
  );
  return Item === undefined ? undefined : SpecialCare.parse(Item);
}

export function createSpecialCareStore(table: Table): SpecialCareStore {
  return {
    findCare: (resident) => readCare(table, resident),

    listLookedAfterBy: async (compound, staffId) => {
      const pages = paginateQuery(
        { client: table.documents },
        {
          TableName: table.name,
          KeyConditionExpression: 'pk = :compound AND begins_with(sk, :care)',
          ExpressionAttributeValues: { ':compound': compound, ':care': CARE_PREFIX },
        },
      );
      const found: SpecialCare[] = [];
      for await (const { Items = [] } of pages) {
        const care = Items.map((item) => SpecialCare.parse(item));
        found.push(...care.filter((one) => careOf(one, staffId) !== undefined));
      }
      return found;
    },

    assign: async ({ residentId, kind, helper, backup, since }, audit) => {
      const setBackup = backup === undefined ? '' : ', #backup = :backup';
      const removeBackup = backup === undefined ? ' REMOVE #backup' : '';
      await table.documents.send(
        new UpdateCommand({
          TableName: table.name,
          Key: careKey(residentId),
          UpdateExpression:
            'SET residentId = :resident, kind = :kind, helper = :helper, audit = :audit, ' +
            `since = if_not_exists(since, :since)${setBackup}${removeBackup} ADD version :one`,
          ExpressionAttributeNames: { '#backup': 'backup' },
          ExpressionAttributeValues: {
            ':resident': residentId,
            ':kind': kind,
            ':helper': helper,
            ...(backup === undefined ? {} : { ':backup': backup }),
            ':audit': audit,
            ':since': since,
            ':one': 1,
          },
        }),
      );
    },

    end: async (resident, audit) => {
      await transact(table, endCareActions(table, resident, audit));
    },
  };
}
