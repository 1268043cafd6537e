import { DeleteCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { Notification, type NotificationRecipient } from '../../shared/messages/notifications.ts';
import { KEPT_MS } from '../../shared/retention.ts';
import { isConditionFailed, type Table } from '../platform/table.ts';
import type { ItemChange } from '../platform/table-stream.ts';
import type { TransactedAction } from '../platform/transaction-dynamo.ts';
import type { Outbox } from './outbox.ts';

const recipientText = (to: NotificationRecipient): string => {
  if ('account' in to) return to.account;
  return 'staff' in to ? to.staff : `${to.role}@${to.at}`;
};
const outboxKey = ({ compoundId, key, to }: Pick<Notification, 'compoundId' | 'key' | 'to'>) => ({
  pk: `${compoundId}#outbox`,
  sk: `${key}#${recipientText(to)}`,
});
const outboxItem = (notification: Notification) => ({
  ...outboxKey(notification),
  notification: Notification.parse(notification),
  ttl: Math.ceil((notification.at + KEPT_MS.outbox) / 1_000),
});

export function createOutbox(table: Table): Outbox {
  return {
    put: async (notification) => {
      try {
        await table.documents.send(
          new PutCommand({
            TableName: table.name,
            Item: outboxItem(notification),
            ConditionExpression: 'attribute_not_exists(pk)',
          }),
        );
      } catch (error) {
        if (!isConditionFailed(error)) throw error;
      }
    },

    takeBack: async (notification) => {
      await table.documents.send(
        new DeleteCommand({ TableName: table.name, Key: outboxKey(notification) }),
      );
    },

    forgetNumber: async (notification) => {
      try {
        await table.documents.send(
          new UpdateCommand({
            TableName: table.name,
            Key: outboxKey(notification),
            UpdateExpression: 'REMOVE notification.sealedNumber',
            ConditionExpression: 'attribute_exists(notification.sealedNumber)',
          }),
        );
      } catch (error) {
        if (!isConditionFailed(error)) throw error;
      }
    },
  };
}

/**
 * The same as part of another feature's transaction: told if and only if that is written. It never
 * stands in the transaction's way; what was told already is not told again.
 */
export function putIntoOutbox({ name: TableName }: Table, told: Notification): TransactedAction {
  return { Put: { TableName, Item: outboxItem(told) } };
}

const OutboxItem = z.object({ notification: Notification });

/** What a change of the table asks to tell; undefined where it is no notification. */
export function notificationIn({ after }: ItemChange): Notification | undefined {
  if (after === undefined || !String(after.pk).endsWith('#outbox')) return undefined;
  return OutboxItem.parse(after).notification;
}
