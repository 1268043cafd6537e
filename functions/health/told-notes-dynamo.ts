import { createHash } from 'node:crypto';
import { PutCommand, paginateQuery } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { CompoundId } from '../../shared/ids.ts';
import { NotificationRecipient } from '../../shared/messages/notifications.ts';
import type { ToldNotification } from '../notifications/index.ts';
import type { Table } from '../platform/table.ts';
import { partOf } from './health-keys.ts';
import type { ToldNotes } from './told-notes.ts';

/** Not sealed: it has to be read when the key is gone. It says who was told something, as an inbox does. */
const Note = z.object({ compoundId: CompoundId, key: z.string(), to: NotificationRecipient });

const nameOf = ({ key, to }: ToldNotification): string =>
  createHash('sha256')
    .update(JSON.stringify([key, to]))
    .digest('hex')
    .slice(0, 32);

export function createToldNotes(table: Table): ToldNotes {
  return {
    note: async ({ emergencyId }, { compoundId, key, to }) => {
      const told = { compoundId, key, to };
      const pk = partOf(compoundId, emergencyId, 'told');
      await table.documents.send(
        new PutCommand({ TableName: table.name, Item: { pk, sk: nameOf(told), ...told } }),
      );
    },

    listTold: async function* ({ emergencyId }, compound) {
      const pages = paginateQuery(
        { client: table.documents },
        {
          TableName: table.name,
          KeyConditionExpression: 'pk = :told',
          ExpressionAttributeValues: { ':told': partOf(compound, emergencyId, 'told') },
          ConsistentRead: true,
        },
      );
      for await (const { Items = [] } of pages) {
        // What is no note stands in the way of no destruction.
        yield* Items.flatMap((item) => Note.safeParse(item).data ?? []);
      }
    },
  };
}
