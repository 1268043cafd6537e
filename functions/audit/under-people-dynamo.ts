import * as z from 'zod';
import { AccountId, ResidentId, StaffId } from '../../shared/ids.ts';
import { getAll } from '../platform/batch-dynamo.ts';
import type { Table } from '../platform/table.ts';

type Item = Readonly<Record<string, unknown>>;
type Key = { readonly pk: string; readonly sk: string };

const WithNumber = z.object({ residentId: ResidentId, accountId: AccountId });
const WithRole = z.object({ staffId: StaffId, accountId: AccountId });
/** What one read takes. */
const READ_AT_A_TIME = 100;

/** Where what a record says of an account stands once more, under the account itself. */
function keyUnderPerson(item: Item): Key[] {
  const role = WithRole.safeParse(item).data;
  if (role !== undefined) return [{ pk: `phone#${role.accountId}`, sk: `staff#${role.staffId}` }];
  const resident = WithNumber.safeParse(item).data;
  if (resident === undefined || item.sk !== `resident#${resident.residentId}`) return [];
  return [{ pk: `phone#${resident.accountId}`, sk: item.sk }];
}

/** The numbers and roles of people that records of a compound name, each once. */
export async function* underPeople(table: Table, items: readonly Item[]): AsyncGenerator<Item> {
  const keys = new Map(
    items.flatMap(keyUnderPerson).map((key) => [`${key.pk} ${key.sk}`, key] as const),
  );
  const all = [...keys.values()];
  for (let at = 0; at < all.length; at += READ_AT_A_TIME) {
    yield* await getAll(table, all.slice(at, at + READ_AT_A_TIME));
  }
}
