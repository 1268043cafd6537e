import { DeleteCommand, GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { compoundOf, type RequestId, WhistleId } from '../../shared/ids.ts';
import { KEPT_MS } from '../../shared/retention.ts';
import { replaceByVersion } from '../platform/replace-dynamo.ts';
import type { Table } from '../platform/table.ts';
import { hasFailed, type TransactedAction, transact } from '../platform/transaction-dynamo.ts';
import { callDueAt, isOverAt, StoredWhistle } from './whistle.ts';
import type { DueCall, WhistleStore } from './whistle-store.ts';

const whistleKey = (whistle: WhistleId) => ({
  pk: `${compoundOf(whistle)}#whistle#${whistle}`,
  sk: 'whistle',
});
const OF_REQUEST = 'whistle#';
const requestPartition = (request: RequestId) => `${compoundOf(request)}#request#${request}`;
const dueKey = ({ whistleId, department, at }: DueCall) => ({
  pk: `${compoundOf(whistleId)}#calls-due`,
  sk: `${new Date(at).toISOString()}#${whistleId}#${department}`,
});
const DueRow = z.object({
  whistleId: WhistleId,
  department: z.number().int(),
  at: z.number().int(),
});
const Entry = z.object({ whistleId: WhistleId });
const MOST_OF_A_REQUEST = 20;

const goneAt = (whistle: StoredWhistle): number => isOverAt(whistle) + KEPT_MS.whistle;
const ttlOf = (whistle: StoredWhistle): number => Math.ceil(goneAt(whistle) / 1_000);
const isWhistleKey = ({ pk, sk }: Readonly<Record<string, unknown>>): boolean =>
  sk === 'whistle' && /^cmp_[0-9]+#whistle#/.test(String(pk));

/** The whistle in an item of the table's stream; undefined where it is something else. */
export const whistleIn = (
  item: Readonly<Record<string, unknown>> | undefined,
): StoredWhistle | undefined =>
  item === undefined || !isWhistleKey(item) ? undefined : StoredWhistle.parse(item);

export function createWhistleStore(table: Table): WhistleStore {
  const TableName = table.name;

  const findWhistle: WhistleStore['findWhistle'] = async (whistle, now) => {
    const { Item } = await table.documents.send(
      new GetCommand({ TableName, Key: whistleKey(whistle), ConsistentRead: true }),
    );
    const found = Item === undefined ? undefined : StoredWhistle.parse(Item);
    return found !== undefined && now < goneAt(found) ? found : undefined;
  };
  const duePut = (call: DueCall, ttl: number): TransactedAction => ({
    Put: { TableName, Item: { ...dueKey(call), ...call, ttl } },
  });
  const itemOf = (whistle: StoredWhistle) => ({
    ...whistleKey(whistle.whistleId),
    ...whistle,
    ttl: ttlOf(whistle),
  });

  return {
    findWhistle,

    keepWhistle: async (whistle) => {
      const { whistleId, requestId, departments } = whistle;
      const ttl = ttlOf(whistle);
      const entry: TransactedAction = {
        Put: {
          TableName,
          Item: {
            pk: requestPartition(requestId),
            sk: `${OF_REQUEST}${whistleId}`,
            whistleId,
            ttl,
          },
        },
      };
      const due = departments.map(({ by: at }, department) =>
        duePut({ whistleId, department, at }, ttl),
      );
      const outcome = await transact(table, [
        {
          Put: {
            TableName,
            Item: itemOf(whistle),
            ConditionExpression: 'attribute_not_exists(pk)',
            ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
          },
        },
        entry,
        ...due,
      ]);
      if (outcome === 'done') return 'kept';
      const [lost] = outcome;
      if (!hasFailed(lost)) throw new Error('a whistle was not kept');
      return StoredWhistle.parse(lost?.item);
    },

    listWhistlesOf: async (request, now) => {
      const { Items = [] } = await table.documents.send(
        new QueryCommand({
          TableName,
          KeyConditionExpression: 'pk = :request AND begins_with(sk, :whistles)',
          ExpressionAttributeValues: {
            ':request': requestPartition(request),
            ':whistles': OF_REQUEST,
          },
          ConsistentRead: true,
          Limit: MOST_OF_A_REQUEST,
        }),
      );
      const found = await Promise.all(
        Items.map((item) => findWhistle(Entry.parse(item).whistleId, now)),
      );
      return found
        .filter((whistle) => whistle !== undefined)
        .sort((one, other) => other.at - one.at);
    },

    changeWhistle: async (before, after) => {
      // A row whose time is over already was looked at, or is: what is due then is due anew.
      const due = after.departments.flatMap((one, department) => {
        const at = callDueAt(one);
        const was = before.departments[department];
        const isNew = at !== undefined && (was === undefined || callDueAt(was) !== at);
        return isNew ? [duePut({ whistleId: after.whistleId, department, at }, ttlOf(after))] : [];
      });
      const outcome = await replaceByVersion(table, itemOf(after), before.version, due);
      return outcome === 'changed' ? 'changed' : StoredWhistle.parse(outcome.stands);
    },

    listDueCalls: async (compound, until, most) => {
      const { Items = [] } = await table.documents.send(
        new QueryCommand({
          TableName,
          KeyConditionExpression: 'pk = :due AND sk < :until',
          ExpressionAttributeValues: {
            ':due': `${compound}#calls-due`,
            ':until': `${new Date(until).toISOString()}~`,
          },
          Limit: most,
        }),
      );
      return Items.map((item) => DueRow.parse(item));
    },

    dropDueCall: async (call) => {
      await table.documents.send(new DeleteCommand({ TableName, Key: dueKey(call) }));
    },
  };
}
