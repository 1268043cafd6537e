import { GetCommand, paginateQuery, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { compoundOf } from '../../shared/ids.ts';
import { transactInHouse } from '../compounds/index.ts';
import { residentLinkItem } from '../identity/index.ts';
import type { AuditFacts } from '../platform/audit.ts';
import { getAll } from '../platform/batch-dynamo.ts';
import { isConditionFailed, type Table } from '../platform/table.ts';
import type { TransactedAction } from '../platform/transaction-dynamo.ts';
import { putProxy } from './proxy-store-dynamo.ts';
import type { HousePlace } from './register-row.ts';
import { HouseMember, type NewResident, Resident } from './resident.ts';
import { residentItems } from './resident-items.ts';
import { memberPrefix, residentKey } from './resident-keys.ts';
import type { ResidentStore } from './resident-store.ts';

/** Everything that is written of somebody new. */
export function registration(
  table: Table,
  somebody: { readonly resident: NewResident; readonly place: HousePlace },
  audit: AuditFacts,
  recorded: Parameters<ResidentStore['registerResident']>[2],
): TransactedAction[] {
  const { guardians = [] } = recorded ?? {};
  const { residentId, childUntil: until } = somebody.resident;
  const items = [
    ...residentItems(somebody, audit, recorded),
    ...guardians.map((one) =>
      residentLinkItem(one.accountId, residentId, { recordedAt: audit.at, until, audit }),
    ),
  ];
  const isNew = 'attribute_not_exists(pk)';
  return [
    ...items.map((Item) => ({ Put: { TableName: table.name, Item, ConditionExpression: isNew } })),
    ...guardians.map((one) => putProxy(table, one, audit)),
  ];
}

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
            ':house': memberPrefix(house),
          },
        }),
      );
      return Items.map((item) => HouseMember.parse(item));
    },

    isLivedIn: async (house) => {
      const { Count = 0 } = await table.documents.send(
        new QueryCommand({
          TableName: table.name,
          KeyConditionExpression: 'pk = :compound AND begins_with(sk, :house)',
          ExpressionAttributeValues: {
            ':compound': compoundOf(house),
            ':house': memberPrefix(house),
          },
          ConsistentRead: true,
          Limit: 1,
        }),
      );
      return Count > 0;
    },

    noteTenancy: async (resident, { over }, audit) => {
      const isOther = over ? 'attribute_not_exists(tenancyOver)' : 'attribute_exists(tenancyOver)';
      const changed = over ? 'SET tenancyOver = :over, audit = :audit' : 'SET audit = :audit';
      try {
        await table.documents.send(
          new UpdateCommand({
            TableName: table.name,
            Key: residentKey(resident),
            UpdateExpression: `${changed} ${over ? '' : 'REMOVE tenancyOver '}ADD version :one`,
            ConditionExpression: `attribute_exists(pk) AND ${isOther}`,
            ExpressionAttributeValues: {
              ':audit': audit,
              ':one': 1,
              ...(over ? { ':over': true } : {}),
            },
          }),
        );
      } catch (error) {
        if (!isConditionFailed(error)) throw error;
      }
    },

    registerResident: async (somebody, audit, recorded) => {
      const at = { house: somebody.resident.houseId, audit };
      const written = registration(table, somebody, audit, recorded);
      const outcome = await transactInHouse(table, at, written);
      if (outcome === 'no_house') return outcome;
      return outcome === 'done' ? 'registered' : 'exists';
    },
  };
}
