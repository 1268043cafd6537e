import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { Plate } from '../../shared/houses/plate.ts';
import { compoundOf } from '../../shared/ids.ts';
import { KEPT_MS } from '../../shared/retention.ts';
import type { Table } from '../platform/table.ts';
import { hasFailed, transact } from '../platform/transaction-dynamo.ts';
import { plateKey, vehicleKey, vehiclesPrefix } from './house-keys.ts';
import type { VehicleStore } from './vehicle-store.ts';

const VehicleItem = z.object({
  plate: Plate,
  since: z.number().int(),
  endedAt: z.number().int().optional(),
});

/** An ended one is there for whoever asks who ended it. */
const ENDED_KEPT_MS = KEPT_MS.vehicle;

export function createVehicleStore(table: Table): VehicleStore {
  const TableName = table.name;
  return {
    listVehicles: async (house) => {
      const { Items = [] } = await table.documents.send(
        new QueryCommand({
          TableName,
          KeyConditionExpression: 'pk = :compound AND begins_with(sk, :vehicles)',
          ExpressionAttributeValues: {
            ':compound': compoundOf(house),
            ':vehicles': vehiclesPrefix(house),
          },
          ConsistentRead: true,
        }),
      );
      return Items.map((item) => VehicleItem.parse(item))
        .filter(({ endedAt }) => endedAt === undefined)
        .map(({ plate, since }) => ({ plate, since }));
    },

    recordVehicle: async (house, plate, audit) => {
      const isNew = 'attribute_not_exists(pk) OR attribute_exists(endedAt)';
      const isNobodys = 'attribute_not_exists(pk) OR houseId = :house';
      const outcome = await transact(table, [
        {
          Put: {
            TableName,
            Item: { ...plateKey(compoundOf(house), plate), houseId: house },
            ConditionExpression: isNobodys,
            ExpressionAttributeValues: { ':house': house },
          },
        },
        {
          Update: {
            TableName,
            Key: vehicleKey(house, plate),
            UpdateExpression:
              'SET plate = :plate, since = :at, audit = :audit REMOVE endedAt, #ttl ADD version :one',
            ConditionExpression: isNew,
            ExpressionAttributeNames: { '#ttl': 'ttl' },
            ExpressionAttributeValues: {
              ':plate': plate,
              ':at': audit.at,
              ':audit': audit,
              ':one': 1,
            },
          },
        },
      ]);
      if (outcome === 'done') return 'recorded';
      return hasFailed(outcome[0]) ? 'elsewhere' : 'already';
    },

    endVehicle: async (house, plate, audit) => {
      const outcome = await transact(table, [
        {
          Delete: {
            TableName,
            Key: plateKey(compoundOf(house), plate),
            ConditionExpression: 'houseId = :house',
            ExpressionAttributeValues: { ':house': house },
          },
        },
        {
          Update: {
            TableName,
            Key: vehicleKey(house, plate),
            UpdateExpression: 'SET endedAt = :at, audit = :audit, #ttl = :ttl ADD version :one',
            ConditionExpression: 'attribute_exists(pk) AND attribute_not_exists(endedAt)',
            ExpressionAttributeNames: { '#ttl': 'ttl' },
            ExpressionAttributeValues: {
              ':at': audit.at,
              ':audit': audit,
              ':ttl': Math.floor((audit.at + ENDED_KEPT_MS) / 1_000),
              ':one': 1,
            },
          },
        },
      ]);
      return outcome === 'done' ? 'ended' : 'missing';
    },
  };
}
