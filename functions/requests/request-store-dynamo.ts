import {
  GetCommand,
  paginateQuery,
  QueryCommand,
  type QueryCommandInput,
} from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { isWaiting } from '../../shared/desk/request-lifecycle.ts';
import { compoundOf, RequestId, type ResidentId } from '../../shared/ids.ts';
import { KEPT_MS } from '../../shared/retention.ts';
import { replaceByVersion } from '../platform/replace-dynamo.ts';
import type { Table } from '../platform/table.ts';
import { hasFailed, type TransactedAction, transact } from '../platform/transaction-dynamo.ts';
import { DeskRow, DoneRow, DueRow } from './desk-rows.ts';
import { StoredRequest } from './request.ts';
import * as keys from './request-keys.ts';
import type { RequestStore } from './request-store.ts';

const Claims = z.object({
  version: z.number().int(),
  claims: z.array(z.object({ requestId: RequestId, at: z.number().int() })),
});
const OwnEntry = z.object({ requestId: RequestId, at: z.number().int() });
/** Of one person's, which ask for a year at most. */
const MOST_OWN = 50;

/** As it is written: what is over goes by itself. */
const itemOf = (request: StoredRequest): Record<string, unknown> => ({
  ...keys.requestKey(request.requestId),
  ...request,
  ...(request.closedAt === undefined
    ? {}
    : { ttl: Math.ceil((request.closedAt + KEPT_MS.request) / 1_000) }),
});

export function createRequestStore(table: Table): RequestStore {
  const TableName = table.name;

  const findRequest: RequestStore['findRequest'] = async (request) => {
    const { Item } = await table.documents.send(
      new GetCommand({ TableName, Key: keys.requestKey(request), ConsistentRead: true }),
    );
    return Item === undefined ? undefined : StoredRequest.parse(Item);
  };

  async function queryAll(query: Omit<QueryCommandInput, 'TableName'>): Promise<unknown[]> {
    const pages = paginateQuery({ client: table.documents }, { TableName, ...query });
    const found: unknown[] = [];
    for await (const { Items = [] } of pages) found.push(...Items);
    return found;
  }

  const ownEntry = (resident: ResidentId, { requestId, at }: StoredRequest): TransactedAction => ({
    Put: { TableName, Item: { ...keys.ownKey(resident, requestId), requestId, at } },
  });

  return {
    findRequest,

    keepRequest: async (request) => {
      const { residentId } = request;
      const outcome = await transact(table, [
        {
          Put: {
            TableName,
            Item: itemOf(request),
            ConditionExpression: 'attribute_not_exists(pk)',
            ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
          },
        },
        ...(residentId === undefined ? [] : [ownEntry(residentId, request)]),
      ]);
      if (outcome === 'done') return 'kept';
      const [lost] = outcome;
      if (!hasFailed(lost)) throw new Error('a request was not kept');
      return StoredRequest.parse(lost?.item);
    },

    changeRequest: async (before, after) => {
      const outcome = await replaceByVersion(table, itemOf(after), before.version);
      return outcome === 'changed' ? 'changed' : StoredRequest.parse(outcome.stands);
    },

    listRequestsOf: async (resident) => {
      const entries = await queryAll({
        KeyConditionExpression: 'pk = :compound AND begins_with(sk, :own)',
        ExpressionAttributeValues: {
          ':compound': compoundOf(resident),
          ':own': keys.ownPrefix(resident),
        },
        ConsistentRead: true,
      });
      const newest = entries
        .map((entry) => OwnEntry.parse(entry))
        .sort((one, other) => other.at - one.at)
        .slice(0, MOST_OWN);
      const found = await Promise.all(newest.map(({ requestId }) => findRequest(requestId)));
      return found.filter((request) => request !== undefined);
    },

    listOpen: async (compound, { state, after, most }) => {
      const pk = keys.boardPartition(compound);
      const { Items = [], LastEvaluatedKey } = await table.documents.send(
        new QueryCommand({
          TableName,
          KeyConditionExpression: 'pk = :board AND begins_with(sk, :open)',
          ExpressionAttributeValues: {
            ':board': pk,
            ':open': state === undefined ? keys.BOARD : keys.boardPrefix(state),
          },
          Limit: most,
          ...(after === undefined ? {} : { ExclusiveStartKey: { pk, sk: after } }),
        }),
      );
      const next: unknown = LastEvaluatedKey?.sk;
      return {
        rows: Items.map((item) => DeskRow.parse(item)),
        ...(typeof next === 'string' ? { next } : {}),
      };
    },

    listWaiting: async (compound) => {
      const [first, last] = keys.WAITING_ON_BOARD;
      const found = await queryAll({
        KeyConditionExpression: 'pk = :board AND sk BETWEEN :first AND :last',
        ExpressionAttributeValues: {
          ':board': keys.boardPartition(compound),
          ':first': first,
          ':last': last,
        },
      });
      return found
        .map((item) => DeskRow.parse(item))
        .filter(({ state }) => isWaiting(state))
        .sort((one, other) => one.dueAt - other.dueAt);
    },

    readClaims: async (compound, staff) => {
      const Key = keys.claimsKey(compound, staff);
      const { Item } = await table.documents.send(
        new GetCommand({ TableName, Key, ConsistentRead: true }),
      );
      return Item === undefined ? { version: 0, claims: [] } : Claims.parse(Item);
    },

    putClaims: async (compound, staff, { version, claims, now }) => {
      const ttl = Math.ceil((now + KEPT_MS.claim) / 1_000);
      const item = { ...keys.claimsKey(compound, staff), version: version + 1, claims, ttl };
      const outcome = await replaceByVersion(table, item, version);
      return outcome === 'changed' ? 'put' : 'conflict';
    },

    listTasks: async (compound, staff) => {
      const found = await queryAll({
        ConsistentRead: true,
        KeyConditionExpression: 'pk = :tasks',
        ExpressionAttributeValues: { ':tasks': keys.tasksPartition(compound, staff) },
      });
      return found.map((item) => DeskRow.parse(item));
    },

    listDue: async (compound, until, most) => {
      const { Items = [] } = await table.documents.send(
        new QueryCommand({
          TableName,
          KeyConditionExpression: 'pk = :due AND sk < :until',
          ExpressionAttributeValues: {
            ':due': keys.duePartition(compound),
            ':until': keys.dueUntil(until),
          },
          Limit: most,
        }),
      );
      return Items.map((item) => DueRow.parse(item));
    },

    listDone: async (compound, month) => {
      const found = await queryAll({
        KeyConditionExpression: 'pk = :done',
        ExpressionAttributeValues: { ':done': keys.donePartition(compound, month) },
      });
      return found.map((item) => DoneRow.parse(item));
    },
  };
}
