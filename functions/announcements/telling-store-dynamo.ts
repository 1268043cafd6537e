import { DeleteCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { AnnouncementId, CompoundId, ResidentId } from '../../shared/ids.ts';
import { isConditionFailed, type Table } from '../platform/table.ts';
import { TO_TELL, toTellKey, toTellPlace } from './announcement-keys.ts';
import type { TellingStore } from './telling-store.ts';

const StoredTelling = z.object({
  announcementId: AnnouncementId,
  from: z.number().int(),
  toldUntil: z.object({ compound: CompoundId, resident: ResidentId.optional() }).optional(),
});

export function createTellingStore(table: Table): TellingStore {
  const TableName = table.name;
  /** Whether the write went through. */
  async function isDone(send: Promise<unknown>): Promise<boolean> {
    try {
      await send;
      return true;
    } catch (error) {
      if (isConditionFailed(error)) return false;
      throw error;
    }
  }

  return {
    listDue: async (nowMs) => {
      const { Items = [] } = await table.documents.send(
        new QueryCommand({
          TableName,
          KeyConditionExpression: 'pk = :list AND sk BETWEEN :first AND :now',
          ExpressionAttributeValues: {
            ':list': TO_TELL,
            ':first': toTellPlace(0),
            ':now': toTellPlace(nowMs + 1),
          },
          ConsistentRead: true,
        }),
      );
      return Items.map((item) => StoredTelling.parse(item));
    },

    hold: (telling, { run, now, until }) =>
      isDone(
        table.documents.send(
          new UpdateCommand({
            TableName,
            Key: toTellKey(telling),
            UpdateExpression: 'SET #run = :run, heldUntil = :until',
            ConditionExpression:
              'attribute_exists(pk) AND (attribute_not_exists(heldUntil) OR #run = :run OR heldUntil <= :now)',
            ExpressionAttributeNames: { '#run': 'run' },
            ExpressionAttributeValues: { ':run': run, ':now': now, ':until': until },
          }),
        ),
      ),

    noteTold: async (telling, to, run) =>
      (await isDone(
        table.documents.send(
          new UpdateCommand({
            TableName,
            Key: toTellKey(telling),
            UpdateExpression: 'SET toldUntil = :to',
            ConditionExpression: '#run = :run',
            ExpressionAttributeNames: { '#run': 'run' },
            ExpressionAttributeValues: { ':to': to, ':run': run },
          }),
        ),
      ))
        ? 'noted'
        : 'lost',

    finish: async (telling) => {
      await table.documents.send(new DeleteCommand({ TableName, Key: toTellKey(telling) }));
    },
  };
}
