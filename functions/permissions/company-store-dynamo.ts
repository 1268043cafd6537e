import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { CompoundId } from '../../shared/ids.ts';
import { isConditionFailed, type Table } from '../platform/table.ts';
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
      try {
        await table.documents.send(new PutCommand({ TableName, Item, ...isAsSeen }));
        return 'recorded';
      } catch (error) {
        if (isConditionFailed(error)) return 'changed';
        throw error;
      }
    },
  };
}
