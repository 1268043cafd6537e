import { DeleteCommand, GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { AccountId, SessionId } from '../../shared/ids.ts';
import { AUDIENCES } from '../../shared/messages/sign-in.ts';
import { isConditionFailed, storedItem, type Table } from '../platform/table.ts';
import type { Session } from './session.ts';
import type { RenewalRefused, SessionStore } from './session-store.ts';

export const sessionKey = (id: SessionId) => ({ pk: `session#${id}`, sk: 'session' });

const SessionItem = z.object({
  sessionId: SessionId,
  audience: z.enum(AUDIENCES),
  accountId: AccountId,
  generation: z.number().int(),
  renewedAt: z.number(),
  expiresAt: z.number(),
  revokedAt: z.number().optional(),
});

const ttlOf = (expiresAt: number): number => Math.ceil(expiresAt / 1000);

function whatStands(item: unknown, nowMs: number): RenewalRefused {
  const stored = SessionItem.safeParse(item);
  if (!stored.success || stored.data.expiresAt <= nowMs) return { refused: 'missing' };
  const { revokedAt, ...session } = stored.data;
  return revokedAt === undefined
    ? { refused: 'other_generation', session }
    : { refused: 'revoked' };
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
      const notRevoked = 'attribute_not_exists(revokedAt)';
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
            ConditionExpression: `${current} AND ${running} AND ${notRevoked}`,
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
        return SessionItem.omit({ revokedAt: true }).parse(Attributes);
      } catch (error) {
        if (!isConditionFailed(error)) throw error;
        return whatStands(storedItem(error), nowMs);
      }
    },

    revokeSession: async (id, nowMs) => {
      try {
        await table.documents.send(
          new UpdateCommand({
            TableName: table.name,
            Key: sessionKey(id),
            UpdateExpression: 'SET revokedAt = :now',
            ConditionExpression: 'attribute_exists(pk)',
            ExpressionAttributeValues: { ':now': nowMs },
          }),
        );
      } catch (error) {
        if (!isConditionFailed(error)) throw error;
      }
    },

    endSession: async (id) => {
      await table.documents.send(new DeleteCommand({ TableName: table.name, Key: sessionKey(id) }));
    },
  };
}
