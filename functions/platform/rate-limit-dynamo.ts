import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { RateLimits } from './rate-limit.ts';
import { hmac } from './secrets.ts';
import { isConditionFailed, type Table } from './table.ts';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

const rateKey = (kind: string, subjectHash: string, windowStart: number) => ({
  pk: `rate#${kind}#${subjectHash}`,
  sk: new Date(windowStart).toISOString(),
});

/** @param key derived for `rate` */
export function createRateLimits(table: Table, key: Uint8Array): RateLimits {
  return {
    take: async ({ kind, most, windowMs }, subject, nowMs) => {
      const windowStart = nowMs - (nowMs % windowMs);
      const windowEnd = windowStart + windowMs;
      try {
        await table.documents.send(
          new UpdateCommand({
            TableName: table.name,
            Key: rateKey(kind, hex(hmac(key, kind, subject)), windowStart),
            UpdateExpression: 'SET #ttl = :ttl ADD taken :one',
            ConditionExpression: 'attribute_not_exists(taken) OR taken < :most',
            ExpressionAttributeNames: { '#ttl': 'ttl' },
            ExpressionAttributeValues: {
              ':one': 1,
              ':most': most,
              ':ttl': Math.ceil(windowEnd / 1000),
            },
          }),
        );
        return 'taken';
      } catch (error) {
        if (!isConditionFailed(error)) throw error;
        return { retryAfterSeconds: Math.ceil((windowEnd - nowMs) / 1000) };
      }
    },

    giveBack: async ({ kind, windowMs }, subject, nowMs) => {
      const windowStart = nowMs - (nowMs % windowMs);
      try {
        await table.documents.send(
          new UpdateCommand({
            TableName: table.name,
            Key: rateKey(kind, hex(hmac(key, kind, subject)), windowStart),
            UpdateExpression: 'ADD taken :back',
            ConditionExpression: 'taken > :none',
            ExpressionAttributeValues: { ':back': -1, ':none': 0 },
          }),
        );
      } catch (error) {
        if (!isConditionFailed(error)) throw error;
      }
    },
  };
}
