import { DeleteCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { AccountId } from '../../shared/ids.ts';
import { isConditionFailed, storedItem, type Table } from '../platform/table.ts';
import type { CodeFor } from './sign-in-code.ts';
import type { SignInCodeStore } from './sign-in-code-store.ts';

const codeKey = (account: AccountId, audience: CodeFor) => ({
  pk: `phone#${account}`,
  sk: `sign-in-code#${audience}`,
});

const CodeItem = z.object({ codeHash: z.string(), expiresAt: z.number() });

export function createSignInCodeStore(table: Table): SignInCodeStore {
  return {
    replaceCode: async (account, audience, code) => {
      await table.documents.send(
        new PutCommand({
          TableName: table.name,
          Item: {
            ...codeKey(account, audience),
            ...code,
            attempts: 0,
            ttl: Math.ceil(code.expiresAt / 1000),
          },
        }),
      );
    },

    beginAttempt: async (account, audience, mostAttempts, nowMs) => {
      const running = 'expiresAt > :now';
      const attemptsLeft = 'attempts < :most';
      try {
        const { Attributes } = await table.documents.send(
          new UpdateCommand({
            TableName: table.name,
            Key: codeKey(account, audience),
            UpdateExpression: 'ADD attempts :one',
            ConditionExpression: `${running} AND ${attemptsLeft}`,
            ExpressionAttributeValues: { ':one': 1, ':now': nowMs, ':most': mostAttempts },
            ReturnValues: 'ALL_NEW',
            ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
          }),
        );
        return CodeItem.parse(Attributes);
      } catch (error) {
        if (!isConditionFailed(error)) throw error;
        const stored = CodeItem.safeParse(storedItem(error));
        return stored.success && stored.data.expiresAt > nowMs ? 'spent' : 'none';
      }
    },

    consumeCode: async (account, audience, codeHash) => {
      try {
        await table.documents.send(
          new DeleteCommand({
            TableName: table.name,
            Key: codeKey(account, audience),
            ConditionExpression: 'codeHash = :codeHash',
            ExpressionAttributeValues: { ':codeHash': codeHash },
          }),
        );
        return 'consumed';
      } catch (error) {
        if (!isConditionFailed(error)) throw error;
        return 'gone';
      }
    },
  };
}
