import { paginateQuery, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { CompoundId } from '../../shared/ids.ts';
import { getAll, putAll } from '../platform/batch-dynamo.ts';
import { isConditionFailed, type Table } from '../platform/table.ts';
import { House } from './compound.ts';
import { compoundKey, directoryKey, HOUSE_PREFIX, placeKey } from './place-keys.ts';

/** Every item of a partition under a prefix. */
export async function queryAll(
  table: Table,
  pk: string,
  prefix: string,
  { certainly = false } = {},
): Promise<Record<string, unknown>[]> {
  const pages = paginateQuery(
    { client: table.documents },
    {
      TableName: table.name,
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
      ExpressionAttributeValues: { ':pk': pk, ':prefix': prefix },
      ConsistentRead: certainly,
    },
  );
  const items: Record<string, unknown>[] = [];
  for await (const { Items = [] } of pages) items.push(...Items);
  return items;
}

/** The house under its door. */
export const placeRowOf = (compound: CompoundId, house: House) => ({
  ...placeKey(compound, house),
  houseId: house.houseId,
  building: house.building,
  unit: house.unit,
  room: house.room,
  label: house.label,
});

/**
 * Notes that every house of the compound stands under its door, beside the compound: it is nobody's
 * doing, so that it is no change of the compound.
 */
export async function markPlaced(table: Table, compound: CompoundId): Promise<void> {
  try {
    await table.documents.send(
      new UpdateCommand({
        TableName: table.name,
        Key: directoryKey(compound),
        UpdateExpression: 'SET placed = :yes',
        ConditionExpression: 'attribute_exists(pk)',
        ExpressionAttributeValues: { ':yes': true },
      }),
    );
  } catch (error) {
    if (!isConditionFailed(error)) throw error;
  }
}

/** Compounds that this process has found complete; what is complete stays so. */
const complete = new WeakMap<Table, Set<CompoundId>>();

/**
 * Houses laid by an earlier release do not stand under their doors yet: whoever asks first puts
 * all of them there, once.
 */
export async function indexPlaces(table: Table, compound: CompoundId): Promise<void> {
  const known = complete.get(table) ?? new Set();
  complete.set(table, known);
  if (known.has(compound)) return;
  const keys = [compoundKey(compound), directoryKey(compound)];
  const read = await getAll(table, keys, { certainly: true });
  if (!read.some(({ pk }) => pk === compound)) return;
  // An earlier release noted it in the compound itself.
  if (!read.some(({ placed }) => placed === true)) {
    const houses = await queryAll(table, compound, HOUSE_PREFIX, { certainly: true });
    await putAll(
      table,
      houses.map((item) => placeRowOf(compound, House.parse(item))),
    );
    await markPlaced(table, compound);
  }
  known.add(compound);
}
