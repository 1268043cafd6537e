import { DeleteCommand, GetCommand, paginateQuery } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { compoundOf, HouseId, TenancyId } from '../../shared/ids.ts';
import { addDays, startOfShanghaiDay } from '../../shared/time/shanghai-days.ts';
import type { Table } from '../platform/table.ts';
import { hasFailed, type TransactedAction, transact } from '../platform/transaction-dynamo.ts';
import {
  DUE,
  dueKey,
  LETTINGS,
  lettingKey,
  tenanciesPrefix,
  tenancyKey,
  tenantKey,
} from './house-keys.ts';
import { type StoredTenancy, TENANCY_KEPT_DAYS, Tenancy } from './tenancy.ts';
import type { TenancyStore } from './tenancy-store.ts';

/** Which tenancy is meant, in the items by which one is found. */
const Pointer = z.object({ houseId: HouseId, tenancyId: TenancyId });
const DueItem = Pointer.extend({ day: z.iso.date() });

const secondsAfter = (day: string, days: number): number =>
  startOfShanghaiDay(addDays(day, days)) / 1_000;

export function createTenancyStore(table: Table): TenancyStore {
  const TableName = table.name;

  async function list(pk: string, [first, last]: readonly [string, string]) {
    const pages = paginateQuery(
      { client: table.documents },
      {
        TableName,
        KeyConditionExpression: 'pk = :pk AND sk BETWEEN :first AND :last',
        ExpressionAttributeValues: { ':pk': pk, ':first': first, ':last': last },
      },
    );
    const found: unknown[] = [];
    for await (const { Items = [] } of pages) found.push(...Items);
    return found;
  }
  const under = (prefix: string) => [prefix, `${prefix}~`] as const;

  async function read(Key: Record<string, string>): Promise<unknown> {
    const { Item } = await table.documents.send(
      new GetCommand({ TableName, Key, ConsistentRead: true }),
    );
    return Item;
  }

  const findTenancy: TenancyStore['findTenancy'] = async (house, tenancy) => {
    const item = await read(tenancyKey(house, tenancy));
    return item === undefined ? undefined : Tenancy.parse(item);
  };

  function put(after: StoredTenancy, before: StoredTenancy | undefined): TransactedAction {
    const Item = {
      ...tenancyKey(after.houseId, after.tenancyId),
      ...after,
      ...(after.endedOn === undefined
        ? {}
        : { ttl: secondsAfter(after.endedOn, TENANCY_KEPT_DAYS) }),
    };
    if (before === undefined) {
      return { Put: { TableName, Item, ConditionExpression: 'attribute_not_exists(pk)' } };
    }
    return {
      Put: {
        TableName,
        Item,
        ConditionExpression: 'version = :seen',
        ExpressionAttributeValues: { ':seen': before.version },
      },
    };
  }

  /** The items by which the one is found and the other not any more. */
  function keysOf(tenancy: StoredTenancy) {
    const { houseId, tenancyId, due, state, tenants, landlord } = tenancy;
    const pointer = { houseId, tenancyId };
    const { accountId } = landlord;
    const hasEnded = state === 'ended';
    return {
      tenants: hasEnded ? [] : tenants,
      others: [
        ...(due === undefined
          ? []
          : [{ ...dueKey(due, houseId, tenancyId), ...pointer, day: due }]),
        ...(accountId === undefined || hasEnded
          ? []
          : [{ ...lettingKey(accountId, tenancyId), ...pointer }]),
      ],
    };
  }

  const sameKey = (one: { pk: string; sk: string }, other: { pk: string; sk: string }) =>
    one.pk === other.pk && one.sk === other.sk;

  function moveKeys(before: StoredTenancy | undefined, after: StoredTenancy) {
    const { houseId, tenancyId } = after;
    const was = before === undefined ? { tenants: [], others: [] } : keysOf(before);
    const is = keysOf(after);
    const isTheirs = 'attribute_not_exists(pk) OR tenancyId = :this';
    const taken = is.tenants
      .filter((tenant) => !was.tenants.includes(tenant))
      .map(
        (tenant): TransactedAction => ({
          Put: {
            TableName,
            Item: { ...tenantKey(tenant), houseId, tenancyId },
            ConditionExpression: isTheirs,
            ExpressionAttributeValues: { ':this': tenancyId },
          },
        }),
      );
    const left = was.tenants
      .filter((tenant) => !is.tenants.includes(tenant))
      .map((tenant): TransactedAction => ({ Delete: { TableName, Key: tenantKey(tenant) } }));
    const gone = was.others
      .filter((one) => !is.others.some((other) => sameKey(one, other)))
      .map(({ pk, sk }): TransactedAction => ({ Delete: { TableName, Key: { pk, sk } } }));
    const found = is.others
      .filter((one) => !was.others.some((other) => sameKey(one, other)))
      .map((Item): TransactedAction => ({ Put: { TableName, Item } }));
    return { taken, rest: [...left, ...gone, ...found] };
  }

  async function write(before: StoredTenancy | undefined, after: StoredTenancy) {
    const { taken, rest } = moveKeys(before, after);
    const outcome = await transact(table, [put(after, before), ...taken, ...rest]);
    if (outcome === 'done') return 'recorded';
    return hasFailed(outcome[0]) ? 'changed' : 'tenant_elsewhere';
  }

  return {
    findTenancy,

    listTenanciesOfHouse: async (house) => {
      const found = await list(compoundOf(house), under(tenanciesPrefix(house)));
      return found.map((item) => Tenancy.parse(item));
    },

    findTenancyOfTenant: async (tenant) => {
      const item = await read(tenantKey(tenant));
      if (item === undefined) return undefined;
      const { houseId, tenancyId } = Pointer.parse(item);
      return findTenancy(houseId, tenancyId);
    },

    listTenanciesOfLandlord: async (account) => {
      const found = await list(`phone#${account}`, under(LETTINGS));
      const tenancies = await Promise.all(
        found
          .map((item) => Pointer.parse(item))
          .map(({ houseId, tenancyId }) => findTenancy(houseId, tenancyId)),
      );
      return tenancies.filter((tenancy) => tenancy !== undefined);
    },

    listDueTenancies: async (compound, today) => {
      const found = await list(compound, [DUE.first, DUE.until(today)]);
      return found.map((item) => DueItem.parse(item));
    },

    recordTenancy: async (tenancy) => {
      const outcome = await write(undefined, tenancy);
      if (outcome === 'changed') throw new Error('a tenancy whose id is taken');
      return outcome;
    },

    changeTenancy: write,

    dropDue: async ({ day, houseId, tenancyId }) => {
      await table.documents.send(
        new DeleteCommand({ TableName, Key: dueKey(day, houseId, tenancyId) }),
      );
    },
  };
}
