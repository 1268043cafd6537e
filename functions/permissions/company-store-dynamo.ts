import { GetCommand } from '@aws-sdk/lib-dynamodb';
import type { CompoundId } from '../../shared/ids.ts';
import { setRunBy } from '../compounds/index.ts';
import type { Table } from '../platform/table.ts';
import { transact } from '../platform/transaction-dynamo.ts';
import { Company } from './company.ts';
import type { CompanyStore } from './company-store.ts';

const companyKey = (compound: CompoundId) => ({ pk: compound, sk: 'company' });

export function createCompanyStore(table: Table): CompanyStore {
  const TableName = table.name;
  return {
    findCompany: async (compound) => {
      const { Item } = await table.documents.send(
        new GetCommand({ TableName, Key: companyKey(compound), ConsistentRead: true }),
      );
      return Item === undefined ? undefined : Company.parse(Item);
    },

    recordCompany: async (compound, seen, next, audit) => {
      const version = (seen?.version ?? 0) + 1;
      const isAsSeen =
        seen === undefined
          ? { ConditionExpression: 'attribute_not_exists(pk)' }
          : {
              ConditionExpression: 'version = :seen',
              ExpressionAttributeValues: { ':seen': seen.version },
            };
      const Item = { ...companyKey(compound), ...next, audit, version };
      const { name, since } = next;
      const told = { ...(name === undefined ? {} : { name }), since };
      const outcome = await transact(table, [
        { Put: { TableName, Item, ...isAsSeen } },
        ...(next.state === 'changed' ? [setRunBy(table, compound, told, audit)] : []),
      ]);
      return outcome === 'done' ? 'recorded' : 'changed';
    },
  };
}
