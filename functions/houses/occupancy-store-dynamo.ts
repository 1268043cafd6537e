import { QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { compoundOf, ResidentId } from '../../shared/ids.ts';
import { TIES_OF_HOUSE } from '../../shared/messages/houses.ts';
import { KEPT_MS } from '../../shared/retention.ts';
import { addDays, startOfShanghaiDay } from '../../shared/time/shanghai-days.ts';
import { isConditionFailed, type Table } from '../platform/table.ts';
import { occupancyKey, occupancyPrefix } from './house-keys.ts';
import type { OccupancyStore } from './occupancy-store.ts';

/** As long as claims about a house can be brought. */
const LEFT_KEPT_DAYS = KEPT_MS.tenancy / 86_400_000;

const OccupancyItem = z.object({
  residentId: ResidentId,
  tie: z.enum(TIES_OF_HOUSE),
  from: z.iso.date().optional(),
  until: z.iso.date().optional(),
  /** Unix seconds, exclusive. */
  ttl: z.number().int().optional(),
});

export function createOccupancyStore(table: Table): OccupancyStore {
  const TableName = table.name;
  return {
    listOccupancy: async (house, nowMs) => {
      const { Items = [] } = await table.documents.send(
        new QueryCommand({
          TableName,
          KeyConditionExpression: 'pk = :compound AND begins_with(sk, :prefix)',
          ExpressionAttributeValues: {
            ':compound': compoundOf(house),
            ':prefix': occupancyPrefix(house),
          },
        }),
      );
      return Items.map((item) => OccupancyItem.parse(item))
        .filter(({ ttl }) => ttl === undefined || nowMs < ttl * 1_000)
        .map(({ residentId, tie, from, until }) => ({
          residentId,
          tie,
          ...(from === undefined ? {} : { from }),
          ...(until === undefined ? {} : { until }),
        }));
    },

    noteLiving: async (house, { residentId, tie, from }) => {
      await table.documents.send(
        new UpdateCommand({
          TableName,
          Key: occupancyKey(house, residentId),
          UpdateExpression:
            from === undefined
              ? 'SET residentId = :resident, tie = :tie'
              : 'SET residentId = :resident, tie = :tie, #from = if_not_exists(#from, :from)',
          ...(from === undefined ? {} : { ExpressionAttributeNames: { '#from': 'from' } }),
          ExpressionAttributeValues: {
            ':resident': residentId,
            ':tie': tie,
            ...(from === undefined ? {} : { ':from': from }),
          },
        }),
      );
    },

    noteLeft: async (house, resident, until) => {
      const ttl = startOfShanghaiDay(addDays(until, LEFT_KEPT_DAYS)) / 1_000;
      try {
        await table.documents.send(
          new UpdateCommand({
            TableName,
            Key: occupancyKey(house, resident),
            UpdateExpression: 'SET #until = :until, #ttl = :ttl',
            ConditionExpression: 'attribute_exists(pk) AND attribute_not_exists(#until)',
            ExpressionAttributeNames: { '#until': 'until', '#ttl': 'ttl' },
            ExpressionAttributeValues: { ':until': until, ':ttl': ttl },
          }),
        );
      } catch (error) {
        // Left already, or never noted: nothing to close.
        if (!isConditionFailed(error)) throw error;
      }
    },
  };
}
