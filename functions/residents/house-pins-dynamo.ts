import { timingSafeEqual } from 'node:crypto';
import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { compoundOf, type HouseId, type ResidentId } from '../../shared/ids.ts';
import type { Table } from '../platform/table.ts';
import { HousePin, hashHousePin } from './house-pin.ts';

export interface HousePins {
  /** Who of the house has set these digits, never older than was acknowledged. */
  whoseIs(house: HouseId, pin: string): Promise<ResidentId | undefined>;
}

/** @param meansKey derived for `entry-means` */
export function createHousePins(table: Table, meansKey: Uint8Array): HousePins {
  return {
    whoseIs: async (houseId, digits) => {
      const { Items = [] } = await table.documents.send(
        new QueryCommand({
          TableName: table.name,
          KeyConditionExpression: 'pk = :compound AND begins_with(sk, :house)',
          ExpressionAttributeValues: {
            ':compound': compoundOf(houseId),
            ':house': `house-pin#${houseId}#`,
          },
          ConsistentRead: true,
        }),
      );
      const pins = Items.map((item) => HousePin.parse(item));
      return pins.find((pin) => isPin(pin, hashHousePin(meansKey, pin, digits)))?.residentId;
    },
  };
}

const isPin = ({ hash }: HousePin, typed: string): boolean =>
  hash.length === typed.length && timingSafeEqual(Buffer.from(hash), Buffer.from(typed));
