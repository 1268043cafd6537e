import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Table } from '../../functions/platform/table.ts';
import type { HousePlace } from '../../functions/residents/index.ts';
import { compoundOf, type HouseId } from '../../shared/ids.ts';
import { PLACE } from './street.ts';

/** A house that takes people in, with nothing around it. */
export async function layHouse(
  { documents, name: TableName }: Table,
  houseId: HouseId,
  place: HousePlace = PLACE,
): Promise<HouseId> {
  const key = { pk: compoundOf(houseId), sk: `house#${houseId}` };
  await documents.send(new PutCommand({ TableName, Item: { ...key, houseId, ...place } }));
  return houseId;
}
