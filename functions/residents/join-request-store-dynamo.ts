import { GetCommand, PutCommand, paginateQuery } from '@aws-sdk/lib-dynamodb';
import { compoundOf, type JoinRequestId } from '../../shared/ids.ts';
import { transactInHouse } from '../compounds/index.ts';
import type { AuditFacts } from '../platform/audit.ts';
import { isConditionFailed, type Table } from '../platform/table.ts';
import { type TransactedAction, transact } from '../platform/transaction-dynamo.ts';
import { isStanding, JOIN_REQUEST_LASTS_MS, JoinRequest } from './join-request.ts';
import type { JoinRequestStore } from './join-request-store.ts';
import { editing } from './residence-store-dynamo.ts';
import { registration } from './resident-store-dynamo.ts';

const PREFIX = 'join-request#';
const requestKey = (id: JoinRequestId) => ({ pk: compoundOf(id), sk: `${PREFIX}${id}` });

export function createJoinRequestStore(table: Table): JoinRequestStore {
  const TableName = table.name;

  /** One that still waits is decided, once. */
  function decide(
    { joinRequestId, version }: JoinRequest,
    state: JoinRequest['state'],
    audit: AuditFacts,
  ): TransactedAction {
    const stillWaits = '#state = :asked AND version = :version';
    return {
      Update: {
        TableName,
        Key: requestKey(joinRequestId),
        UpdateExpression:
          'SET #state = :state, audit = :audit, version = :next REMOVE sealedNumber',
        ConditionExpression: stillWaits,
        ExpressionAttributeNames: { '#state': 'state' },
        ExpressionAttributeValues: {
          ':asked': 'asked',
          ':state': state,
          ':audit': audit,
          ':version': version,
          ':next': version + 1,
        },
      },
    };
  }

  return {
    ask: async (request, audit) => {
      const ttl = Math.ceil((request.askedAt + JOIN_REQUEST_LASTS_MS) / 1_000);
      const isNew = 'attribute_not_exists(pk) OR #ttl <= :now';
      try {
        await table.documents.send(
          new PutCommand({
            TableName,
            Item: {
              ...requestKey(request.joinRequestId),
              ...request,
              state: 'asked',
              audit,
              version: 1,
              ttl,
            },
            ConditionExpression: isNew,
            ExpressionAttributeNames: { '#ttl': 'ttl' },
            ExpressionAttributeValues: { ':now': Math.floor(request.askedAt / 1_000) },
          }),
        );
      } catch (error) {
        if (!isConditionFailed(error)) throw error;
      }
    },

    findRequest: async (id, nowMs) => {
      const { Item } = await table.documents.send(
        new GetCommand({ TableName, Key: requestKey(id), ConsistentRead: true }),
      );
      const found = Item === undefined ? undefined : JoinRequest.parse(Item);
      return found !== undefined && isStanding(found, nowMs) ? found : undefined;
    },

    listRequests: async (compound, nowMs) => {
      const pages = paginateQuery(
        { client: table.documents },
        {
          TableName,
          KeyConditionExpression: 'pk = :compound AND begins_with(sk, :requests)',
          ExpressionAttributeValues: { ':compound': compound, ':requests': PREFIX },
        },
      );
      const requests: JoinRequest[] = [];
      for await (const { Items = [] } of pages) {
        requests.push(...Items.map((item) => JoinRequest.parse(item)));
      }
      return requests
        .filter((request) => isStanding(request, nowMs))
        .sort((one, other) => one.askedAt - other.askedAt);
    },

    approve: async (request, joining, audit) => {
      const joined =
        joining.as === 'new'
          ? registration(table, joining, audit, undefined)
          : editing(table, joining.before, joining.after, audit, undefined);
      const outcome = await transactInHouse(table, { house: request.houseId, audit }, [
        decide(request, 'approved', audit),
        ...joined,
      ]);
      if (outcome !== 'done') return 'conflict';
      return joining.as === 'new' ? joining.resident.residentId : joining.after.residentId;
    },

    refuse: async (request, audit) => {
      const outcome = await transact(table, [decide(request, 'refused', audit)]);
      return outcome === 'done' ? 'refused' : 'conflict';
    },
  };
}
