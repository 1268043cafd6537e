import { DeleteCommand, GetCommand } from '@aws-sdk/lib-dynamodb';
import type { CompoundId } from '../../shared/ids.ts';
import { CHANNELS } from '../../shared/notifications/policy.ts';
import type { Table } from '../platform/table.ts';
import { Told } from './delivery.ts';
import { messageKey, toldKey } from './inbox-keys.ts';
import type { Person } from './person.ts';
import { sendingKey, undeliveredId, undeliveredKey } from './sending-keys.ts';

/**
 * Deletes everything that one notification left at somebody. The mark that it was told says where all
 * of it lies, so it goes last.
 */
export async function forgetAtPerson(
  table: Table,
  person: Person,
  { compoundId, digest }: { readonly compoundId: CompoundId; readonly digest: string },
): Promise<void> {
  const TableName = table.name;
  const forget = (Key: { readonly pk: string; readonly sk: string }) =>
    table.documents.send(new DeleteCommand({ TableName, Key }));
  const mark = toldKey(person, digest);
  const { Item } = await table.documents.send(
    new GetCommand({ TableName, Key: mark, ConsistentRead: true }),
  );
  if (Item === undefined) return;
  const { at, channels } = Told.parse(Item);
  for (const channel of CHANNELS) {
    const state = channels[channel];
    const sending = { compoundId, person, digest, channel };
    if (state?.state === 'waiting') await forget(sendingKey(sending, state.due));
    if (state?.state === 'undelivered') {
      await forget(undeliveredKey(compoundId, undeliveredId(sending, state.at)));
    }
  }
  await forget(messageKey(person, { at, digest }));
  await forget(mark);
}
