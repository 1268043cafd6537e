import { PutCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { Notification } from '../../shared/messages/notifications.ts';
import { KEPT_MS } from '../../shared/retention.ts';
import { getAll } from '../platform/batch-dynamo.ts';
import { isConditionFailed, storedItem, type Table } from '../platform/table.ts';
import { type TransactedAction, transact } from '../platform/transaction-dynamo.ts';
import { type ChannelState, Sending, Told, TRY_LASTS_MS } from './delivery.ts';
import type { DeliveryStore } from './delivery-store.ts';
import { forgetAtPerson } from './forget-at-person-dynamo.ts';
import { digestOf, messageKey, readKey, toldKey } from './inbox-keys.ts';
import type { Person } from './person.ts';
import {
  type Named,
  sendingKey,
  sendingPartition,
  TIME_LENGTH,
  timeText,
  UNDELIVERED,
  undeliveredId,
  undeliveredKey,
} from './sending-keys.ts';

const ttlAt = (untilMs: number): number => Math.ceil(untilMs / 1_000);

const SendingItem = z.object({ sending: Sending });
const Kept = z.object({ sk: z.string(), ttl: z.number(), sending: Sending });
const Read = z.union([
  z.object({ sk: z.literal('read'), upTo: z.number() }),
  z.object({ readAt: z.number() }),
]);

export function createDeliveryStore(table: Table): DeliveryStore {
  const TableName = table.name;

  /** Puts what is not there yet. @returns what stood there instead */
  async function putOnce(
    Item: Record<string, unknown>,
  ): Promise<Record<string, unknown> | undefined> {
    try {
      await table.documents.send(
        new PutCommand({
          TableName,
          Item,
          ConditionExpression: 'attribute_not_exists(pk)',
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        }),
      );
      return undefined;
    } catch (error) {
      if (!isConditionFailed(error)) throw error;
      return storedItem(error) ?? {};
    }
  }

  /** The channel's state at the person, where it is still as it was seen. */
  function moveChannel(
    { person, digest, channel }: Named,
    next: ChannelState,
    condition: { readonly text: string; readonly values?: Readonly<Record<string, unknown>> },
  ): TransactedAction {
    return {
      Update: {
        TableName,
        Key: toldKey(person, digest),
        UpdateExpression: 'SET #channels.#channel = :next',
        ConditionExpression: condition.text,
        ExpressionAttributeNames: {
          '#channels': 'channels',
          '#channel': channel,
          ...(condition.text.includes('#state') ? { '#state': 'state' } : {}),
        },
        ExpressionAttributeValues: { ':next': next, ...condition.values },
      },
    };
  }

  const putSending = (sending: Sending): TransactedAction => ({
    Put: {
      TableName,
      Item: {
        ...sendingKey(sending, sending.due),
        sending,
        ttl: ttlAt(sending.due + KEPT_MS.undelivered),
      },
    },
  });

  function putUndelivered(sending: Sending, at: number): TransactedAction {
    const key = undeliveredKey(sending.compoundId, undeliveredId(sending, at));
    return {
      Put: { TableName, Item: { ...key, sending, ttl: ttlAt(at + KEPT_MS.undelivered) } },
    };
  }

  const waitingAsSeen = ({ due }: Sending) => ({
    text: '#channels.#channel.#state = :waiting AND #channels.#channel.due = :due',
    values: { ':waiting': 'waiting', ':due': due },
  });

  return {
    tell: async (person: Person, notification: Notification) => {
      const { key, template, parameters, link } = notification;
      const digest = digestOf(key);
      const ttl = ttlAt(notification.at + KEPT_MS.inbox);
      const fresh: Told = { at: notification.at, channels: {} };
      const stood = await putOnce({ ...toldKey(person, digest), ...fresh, ttl });
      const told = stood === undefined ? fresh : Told.parse(stood);
      const { at } = told;
      const message = { template, parameters, link, at, ttl };
      await putOnce({ ...messageKey(person, { at, digest }), ...message });
      return told;
    },

    plan: async (sending) => {
      const { due, tries } = sending;
      const begun = moveChannel(
        sending,
        { state: 'waiting', due, tries },
        { text: 'attribute_not_exists(#channels.#channel)' },
      );
      await transact(table, [begun, putSending(sending)]);
    },

    take: async (sending, now) => {
      const { text, values } = waitingAsSeen(sending);
      const isFree =
        '(attribute_not_exists(#channels.#channel.takenUntil) OR #channels.#channel.takenUntil <= :now)';
      try {
        await table.documents.send(
          new UpdateCommand({
            TableName,
            Key: toldKey(sending.person, sending.digest),
            UpdateExpression: 'SET #channels.#channel.takenUntil = :until',
            ConditionExpression: `${text} AND ${isFree}`,
            ExpressionAttributeNames: {
              '#channels': 'channels',
              '#channel': sending.channel,
              '#state': 'state',
            },
            ExpressionAttributeValues: {
              ...values,
              ':until': now + TRY_LASTS_MS,
              ':now': now,
            },
          }),
        );
        return true;
      } catch (error) {
        if (!isConditionFailed(error)) throw error;
        return false;
      }
    },

    settle: async (sending, next) => {
      const then =
        next.state === 'waiting'
          ? [putSending({ ...sending, due: next.due, tries: next.tries })]
          : next.state === 'undelivered'
            ? [putUndelivered({ ...sending, tries: next.tries }, next.at)]
            : [];
      await transact(table, [
        moveChannel(sending, next, waitingAsSeen(sending)),
        { Delete: { TableName, Key: sendingKey(sending, sending.due) } },
        ...then,
      ]);
    },

    isRead: async ({ person, at, digest }) => {
      const found = await getAll(table, [messageKey(person, { at, digest }), readKey(person)]);
      return found.some((item) => {
        const read = Read.safeParse(item).data;
        if (read === undefined) return false;
        return 'readAt' in read || at <= read.upTo;
      });
    },

    listDue: async (compound, now, most) => {
      const { Items = [] } = await table.documents.send(
        new QueryCommand({
          TableName,
          KeyConditionExpression: 'pk = :toSend AND sk < :after',
          ExpressionAttributeValues: {
            ':toSend': sendingPartition(compound),
            ':after': timeText(now + 1),
          },
          Limit: most,
        }),
      );
      return Items.map((item) => SendingItem.parse(item).sending);
    },

    listUndelivered: async (compound, now) => {
      const { Items = [] } = await table.documents.send(
        new QueryCommand({
          TableName,
          KeyConditionExpression: 'pk = :compound AND begins_with(sk, :undelivered)',
          ExpressionAttributeValues: { ':compound': compound, ':undelivered': UNDELIVERED },
          ScanIndexForward: false,
          ConsistentRead: true,
        }),
      );
      return Items.map((item) => Kept.parse(item))
        .filter(({ ttl }) => now < ttl * 1_000)
        .map(({ sk, sending }) => ({
          id: sk.slice(UNDELIVERED.length),
          at: Date.parse(sk.slice(UNDELIVERED.length, UNDELIVERED.length + TIME_LENGTH)),
          sending,
        }));
    },

    forget: (person, told) => forgetAtPerson(table, person, told),

    retry: async ({ id, sending }, now) => {
      const again: Sending = { ...sending, due: now, tries: 0 };
      const begun = moveChannel(
        sending,
        { state: 'waiting', due: now, tries: 0 },
        {
          text: '#channels.#channel.#state = :undelivered',
          values: { ':undelivered': 'undelivered' },
        },
      );
      const Key = undeliveredKey(sending.compoundId, id);
      const outcome = await transact(table, [
        begun,
        { Delete: { TableName, Key } },
        putSending(again),
      ]);
      return outcome === 'done';
    },
  };
}
