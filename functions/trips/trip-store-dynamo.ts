import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { Sealing, Sealings } from '../emergencies/index.ts';
import { partOf } from '../health/index.ts';
import { isConditionFailed, storedItem, type Table } from '../platform/table.ts';
import { transact } from '../platform/transaction-dynamo.ts';
import type { CountingHere, HouseDay, TripStore } from './trip-store.ts';

const DayItem = z.object({
  left: z.number().int(),
  /** The scans that have taken one. */
  scans: z.set(z.string()).optional(),
});

/** Another name on each day: days of one household are not told to be so. */
const keyOf = (here: CountingHere, sealing: Sealing, { houseId, day }: HouseDay) => ({
  pk: partOf(here.compoundId, here.emergencyId, 'trips'),
  sk: `left#${sealing.name('house', `${day} ${houseId}`)}`,
});

/** A word that DynamoDB keeps for itself. */
const LEFT = { '#left': 'left' };

export function createTripStore(table: Table, sealings: Pick<Sealings, 'of'>): TripStore {
  const TableName = table.name;

  async function opened(here: CountingHere): Promise<Sealing> {
    const sealing = await sealings.of(here);
    if (sealing === undefined) throw new Error('the key of an emergency is gone');
    return sealing;
  }
  async function find(here: CountingHere, of: HouseDay): Promise<z.infer<typeof DayItem>> {
    const Key = keyOf(here, await opened(here), of);
    const { Item } = await table.documents.send(
      new GetCommand({ TableName, Key, ConsistentRead: true }),
    );
    return Item === undefined ? { left: here.tripsPerDay } : DayItem.parse(Item);
  }
  const named = (sealing: Sealing, scan: string): string => sealing.name('scan', scan);

  return {
    take: async (here, of, scan) => {
      const sealing = await opened(here);
      const name = named(sealing, scan);
      try {
        const { Attributes } = await table.documents.send(
          new UpdateCommand({
            TableName,
            Key: keyOf(here, sealing, of),
            UpdateExpression: 'SET #left = if_not_exists(#left, :perDay) - :one ADD scans :scans',
            ConditionExpression:
              '(attribute_not_exists(#left) OR #left > :none) AND NOT contains(scans, :scan)',
            ExpressionAttributeNames: LEFT,
            ExpressionAttributeValues: {
              ':perDay': here.tripsPerDay,
              ':one': 1,
              ':none': 0,
              ':scan': name,
              ':scans': new Set([name]),
            },
            ReturnValues: 'ALL_NEW',
            ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
          }),
        );
        return { counted: true, left: DayItem.parse(Attributes).left };
      } catch (error) {
        if (!isConditionFailed(error)) throw error;
        const { left, scans } = DayItem.parse(storedItem(error));
        return { counted: scans?.has(name) === true, left };
      }
    },

    hasTaken: async (here, of, scan) => {
      const { scans } = await find(here, of);
      return scans?.has(named(await opened(here), scan)) === true;
    },

    left: async (here, of) => (await find(here, of)).left,

    grant: async (here, of, { key, trips, reason, audit }) => {
      const sealing = await opened(here);
      const day = keyOf(here, sealing, of);
      const granted = { pk: day.pk, sk: `more#${sealing.name('grant', `${day.sk} ${key}`)}` };
      await transact(table, [
        {
          Put: {
            TableName,
            Item: {
              ...granted,
              sealed: sealing.seal(granted, { ...of, trips, reason }),
              version: 1,
              audit,
            },
            ConditionExpression: 'attribute_not_exists(pk)',
          },
        },
        {
          Update: {
            TableName,
            Key: day,
            UpdateExpression: 'SET #left = if_not_exists(#left, :perDay) + :more',
            ExpressionAttributeNames: LEFT,
            ExpressionAttributeValues: { ':perDay': here.tripsPerDay, ':more': trips },
          },
        },
      ]);
      return (await find(here, of)).left;
    },
  };
}
