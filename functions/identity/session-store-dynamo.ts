import { DeleteCommand, GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { AccountId, SessionId } from '../../shared/ids.ts';
import { AUDIENCES } from '../../shared/messages/sign-in.ts';
import { isConditionFailed, storedItem, type Table } from '../platform/table.ts';
import type { TransactedAction } from '../platform/transaction-dynamo.ts';
import type { Session } from './session.ts';
import type { RenewalRefused, SessionStore } from './session-store.ts';

export const sessionKey = (id: SessionId) => ({ pk: `session#${id}`, sk: 'session' });

const NOT_REVOKED = 'attribute_not_exists(revokedAt)';

/** Goes into a transaction that this sign-in asks for: nothing of it where it was revoked meanwhile. */
export const checkSession = (table: Table, id: SessionId): TransactedAction => ({
  ConditionCheck: {
    TableName: table.name,
    Key: sessionKey(id),
    ConditionExpression: NOT_REVOKED,
  },
});

const SessionItem = z.object({
  sessionId: SessionId,
  audience: z.enum(AUDIENCES),
  accountId: AccountId,
  generation: z.number().int(),
  renewedAt: z.number(),
  expiresAt: z.number(),
  revokedAt: z.number().optional(),
  lost: z.literal(true).optional(),
});

const ttlOf = (expiresAt: number): number => Math.ceil(expiresAt / 1000);

function whatStands(item: unknown, nowMs: number): RenewalRefused {
  const stored = SessionItem.safeParse(item);
  if (!stored.success || stored.data.expiresAt <= nowMs) return { refused: 'missing' };
  const { revokedAt, lost, ...session } = stored.data;
  if (revokedAt === undefined) return { refused: 'other_generation', session };
  return { refused: lost ? 'lost' : 'revoked' };
}

export function createSessionStore(table: Table): SessionStore {
  return {
    createSession: async (session) => {
      await table.documents.send(
        new PutCommand({
          TableName: table.name,
          Item: {
            ...sessionKey(session.sessionId),
            ...session,
            ttl: ttlOf(session.expiresAt),
          },
          ConditionExpression: 'attribute_not_exists(pk)',
        }),
      );
    },

    findSession: async (id, nowMs) => {
      const { Item } = await table.documents.send(
        new GetCommand({ TableName: table.name, Key: sessionKey(id), ConsistentRead: true }),
      );
      const found = whatStands(Item, nowMs);
      return found.refused === 'other_generation' ? found.session : undefined;
    },

    advanceSession: async (
      id,
      generation,
      { expiresAt, nowMs },
    ): Promise<Session | RenewalRefused> => {
      const current = 'generation = :generation';
      const running = 'expiresAt > :now';
      const extended =
        expiresAt === undefined
          ? { set: '', names: undefined, values: {} }
          : {
              set: ', expiresAt = :expiresAt, #ttl = :ttl',
              names: { '#ttl': 'ttl' },
              values: { ':expiresAt': expiresAt, ':ttl': ttlOf(expiresAt) },
            };
      try {
        const { Attributes } = await table.documents.send(
          new UpdateCommand({
            TableName: table.name,
            Key: sessionKey(id),
            UpdateExpression: `SET generation = :next, renewedAt = :now${extended.set}`,
            ConditionExpression: `${current} AND ${running} AND ${NOT_REVOKED}`,
            ExpressionAttributeNames: extended.names,
            ExpressionAttributeValues: {
              ':generation': generation,
              ':next': generation + 1,
              ':now': nowMs,
              ...extended.values,
            },
            ReturnValues: 'ALL_NEW',
            ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
          }),
        );
        return SessionItem.omit({ revokedAt: true, lost: true }).parse(Attributes);
      } catch (error) {
        if (!isConditionFailed(error)) throw error;
        return whatStands(storedItem(error), nowMs);
      }
    },

    revokeSession: async (id, nowMs, why) => {
      const [isLost, lost] = why === 'lost' ? [', lost = :lost', { ':lost': true }] : ['', {}];
      try {
        await table.documents.send(
          new UpdateCommand({
            TableName: table.name,
            Key: sessionKey(id),
            UpdateExpression: `SET revokedAt = :now${isLost}`,
            ConditionExpression: 'attribute_exists(pk)',
            ExpressionAttributeValues: { ':now': nowMs, ...lost },
          }),
        );
      } catch (error) {
        if (!isConditionFailed(error)) throw error;
      }
    },

    isRevoked: async (id) => {
      const { Item } = await table.documents.send(
        new GetCommand({ TableName: table.name, Key: sessionKey(id), ConsistentRead: true }),
      );
      return Item !== undefined && SessionItem.parse(Item).revokedAt !== undefined;
    },

    endSession: async (id) => {
      try {
        await table.documents.send(
          new DeleteCommand({
            TableName: table.name,
            Key: sessionKey(id),
            ConditionExpression: NOT_REVOKED,
          }),
        );
      } catch (error) {
        // A token that was copied must not find its session merely gone.
        if (!isConditionFailed(error)) throw error;
      }
    },
  };
}
