import {
  GetCommand,
  paginateQuery,
  QueryCommand,
  TransactWriteCommand,
} from '@aws-sdk/lib-dynamodb';
import { compoundOf, type HouseId, type ResidentId } from '../../shared/ids.ts';
import { residentLinkItem } from '../identity/index.ts';
import { getAll } from '../platform/batch-dynamo.ts';
import { cancelledActions, type Table } from '../platform/table.ts';
import { HouseMember, Resident } from './resident.ts';
import type { ResidentStore } from './resident-store.ts';

export const residentKey = (id: ResidentId) => ({ pk: compoundOf(id), sk: `resident#${id}` });
const memberKey = (house: HouseId, resident: ResidentId) => ({
  pk: compoundOf(house),
  sk: `house-member#${house}#${resident}`,
});

export function createResidentStore(table: Table): ResidentStore {
  return {
    findResident: async (id) => {
      const { Item } = await table.documents.send(
        new GetCommand({ TableName: table.name, Key: residentKey(id) }),
      );
      return Item === undefined ? undefined : Resident.parse(Item);
    },

    findResidents: async (ids) => {
      const items = await getAll(table, [...new Set(ids)].map(residentKey));
      const found = items.map((item) => Resident.parse(item));
      return ids.flatMap((id) => found.filter(({ residentId }) => residentId === id));
    },

    listResidents: async (compound) => {
      const pages = paginateQuery(
        { client: table.documents },
        {
          TableName: table.name,
          KeyConditionExpression: 'pk = :compound AND begins_with(sk, :residents)',
          ExpressionAttributeValues: { ':compound': compound, ':residents': 'resident#' },
        },
      );
      const residents: Resident[] = [];
      for await (const { Items = [] } of pages) {
        residents.push(...Items.map((item) => Resident.parse(item)));
      }
      return residents;
    },

    listHousehold: async (house) => {
      const { Items = [] } = await table.documents.send(
        new QueryCommand({
          TableName: table.name,
          KeyConditionExpression: 'pk = :compound AND begins_with(sk, :house)',
          ExpressionAttributeValues: {
            ':compound': compoundOf(house),
            ':house': `house-member#${house}#`,
          },
        }),
      );
      return Items.map((item) => HouseMember.parse(item));
    },

    registerResident: async (resident, change, { numberAt } = { numberAt: change.at }) => {
      const { residentId, houseId, maskedName, accountId } = resident;
      const items = [
        { ...residentKey(residentId), ...resident, change, version: 1 },
        { ...memberKey(houseId, residentId), residentId, maskedName },
        ...(accountId === undefined ? [] : [residentLinkItem(accountId, residentId, numberAt)]),
      ];
      const isNew = 'attribute_not_exists(pk)';
      try {
        await table.documents.send(
          new TransactWriteCommand({
            TransactItems: items.map((Item) => ({
              Put: { TableName: table.name, Item, ConditionExpression: isNew },
            })),
          }),
        );
        return 'registered';
      } catch (error) {
        const failed = cancelledActions(error)?.some(
          ({ code }) => code === 'ConditionalCheckFailed',
        );
        if (failed === true) return 'exists';
        throw error;
      }
    },
  };
}
