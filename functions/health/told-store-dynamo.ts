import { PutCommand, paginateQuery } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { CompoundId } from '../../shared/ids.ts';
import { NotificationRecipient } from '../../shared/messages/notifications.ts';
import type { Sealings } from '../emergencies/index.ts';
import type { Table } from '../platform/table.ts';
import { partOf } from './health-keys.ts';
import type { ToldStore } from './told-store.ts';

const Sealed = z.object({ pk: z.string(), sk: z.string(), sealed: z.instanceof(Uint8Array) });
const Told = z.object({ compoundId: CompoundId, key: z.string(), to: NotificationRecipient });

export function createToldStore(table: Table, sealings: Pick<Sealings, 'of'>): ToldStore {
  const TableName = table.name;
  return {
    note: async (here, { compoundId, key, to }) => {
      const sealing = await sealings.of(here);
      if (sealing === undefined) throw new Error('the key of an emergency is gone');
      const at = {
        pk: partOf(here.compoundId, here.emergencyId, 'told'),
        sk: sealing.name('told', JSON.stringify([key, to])),
      };
      const sealed = sealing.seal(at, Told.parse({ compoundId, key, to }));
      await table.documents.send(new PutCommand({ TableName, Item: { ...at, sealed } }));
    },

    list: async function* (emergency, compound) {
      const sealing = await sealings.of(emergency);
      if (sealing === undefined) return;
      const pages = paginateQuery(
        { client: table.documents },
        {
          TableName,
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: { ':pk': partOf(compound, emergency.emergencyId, 'told') },
        },
      );
      for await (const { Items = [] } of pages) {
        for (const item of Items) {
          const row = Sealed.parse(item);
          yield Told.parse(sealing.unseal(row, row.sealed));
        }
      }
    },
  };
}
