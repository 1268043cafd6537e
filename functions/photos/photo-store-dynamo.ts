import { GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { compoundOf, type PhotoId } from '../../shared/ids.ts';
import { noteDeletion } from '../platform/deletion-dynamo.ts';
import { isConditionFailed, type Table } from '../platform/table.ts';
import { transact } from '../platform/transaction-dynamo.ts';
import { isStanding, StoredPhoto, UNATTACHED_KEPT_MS } from './photo.ts';
import type { PhotoStore } from './photo-store.ts';

const SK = 'photo';
const photoKey = (id: PhotoId) => ({ pk: `${compoundOf(id)}#photo#${id}`, sk: SK });

/** The photo whose item this is; undefined for any other item. */
export function photoIn(item: Readonly<Record<string, unknown>>): PhotoId | undefined {
  if (item.sk !== SK || !/^cmp_[0-9]+#photo#/.test(String(item.pk))) return undefined;
  return StoredPhoto.parse(item).photoId;
}

type Change = {
  readonly set: Readonly<Record<string, unknown>>;
  readonly remove?: string;
  readonly where: string;
  readonly given: Readonly<Record<string, unknown>>;
};

export function createPhotoStore(table: Table): PhotoStore {
  const TableName = table.name;

  /** One conditional write that counts the version on. @returns whether its condition held */
  async function change(photo: PhotoId, { set, remove, where, given }: Change): Promise<boolean> {
    const names = Object.keys(set);
    const assigned = names.map((name) => `#${name} = :${name}`).join(', ');
    const removed = remove === undefined ? '' : ` REMOVE #${remove}`;
    const named = [...names, 'state', ...(remove === undefined ? [] : [remove])];
    try {
      await table.documents.send(
        new UpdateCommand({
          TableName,
          Key: photoKey(photo),
          UpdateExpression: `SET ${assigned}${removed} ADD version :one`,
          ConditionExpression: where,
          ExpressionAttributeNames: Object.fromEntries(named.map((name) => [`#${name}`, name])),
          ExpressionAttributeValues: {
            ':one': 1,
            ...Object.fromEntries(names.map((name) => [`:${name}`, set[name]])),
            ...given,
          },
        }),
      );
      return true;
    } catch (error) {
      if (!isConditionFailed(error)) throw error;
      return false;
    }
  }

  return {
    ask: async (photo, audit) => {
      const ttl = Math.ceil((photo.askedAt + UNATTACHED_KEPT_MS) / 1_000);
      const Item = { ...photoKey(photo.photoId), ...photo, state: 'asked', version: 1, audit, ttl };
      await table.documents.send(
        new PutCommand({ TableName, Item, ConditionExpression: 'attribute_not_exists(pk)' }),
      );
    },

    findPhoto: async (photo, nowMs) => {
      const { Item } = await table.documents.send(
        new GetCommand({ TableName, Key: photoKey(photo), ConsistentRead: true }),
      );
      const found = Item === undefined ? undefined : StoredPhoto.parse(Item);
      return found !== undefined && isStanding(found, nowMs) ? found : undefined;
    },

    confirm: async (photo, by, looked, audit) => {
      const confirmed = await change(photo, {
        set: { ...looked, state: 'confirmed', audit },
        where: '#state = :asked AND accountId = :by',
        given: { ':asked': 'asked', ':by': by },
      });
      return confirmed ? 'confirmed' : 'conflict';
    },

    attach: async (photo, { accountId, requestId, audit }) => {
      const theirs = 'accountId = :by AND askedAt > :over';
      const isFree = '#state = :confirmed AND attribute_not_exists(requestId)';
      const attached = await change(photo, {
        set: { state: 'attached', requestId, audit },
        where: `${theirs} AND ((${isFree}) OR (#state = :state AND requestId = :requestId))`,
        given: {
          ':by': accountId,
          ':confirmed': 'confirmed',
          ':over': audit.at - UNATTACHED_KEPT_MS,
        },
      });
      if (attached) return 'attached';
      const found = await table.documents.send(
        new GetCommand({ TableName, Key: photoKey(photo), ConsistentRead: true }),
      );
      const isKeptThere =
        found.Item?.state === 'kept' &&
        found.Item.requestId === requestId &&
        found.Item.accountId === accountId;
      return isKeptThere ? 'attached' : 'conflict';
    },

    keep: async (photo, request, audit) => {
      await change(photo, {
        set: { state: 'kept', audit },
        remove: 'ttl',
        where: '#state = :attached AND requestId = :request',
        given: { ':attached': 'attached', ':request': request },
      });
    },

    drop: async (photo, request, audit) => {
      const Key = photoKey(photo);
      await transact(table, [
        {
          Delete: {
            TableName,
            Key,
            ConditionExpression: 'requestId = :request',
            ExpressionAttributeValues: { ':request': request },
          },
        },
        noteDeletion(table, Key, audit),
      ]);
    },
  };
}
