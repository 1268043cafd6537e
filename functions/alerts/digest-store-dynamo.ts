import { PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { EmergencyHere, Sealing, Sealings } from '../emergencies/index.ts';
import { partOf } from '../health/index.ts';
import { isConditionFailed, storedItem, type Table } from '../platform/table.ts';
import { StoredDigest } from './digest.ts';
import type { DigestStore } from './digest-store.ts';

const Sealed = z.object({ pk: z.string(), sk: z.string(), sealed: z.instanceof(Uint8Array) });
const digestKey = ({ compoundId, emergencyId }: EmergencyHere, day: string) => ({
  pk: partOf(compoundId, emergencyId, 'digests'),
  sk: day,
});

export function createDigestStore(table: Table, sealings: Pick<Sealings, 'of'>): DigestStore {
  const TableName = table.name;

  async function itemOf(here: EmergencyHere, digest: StoredDigest) {
    const sealing = await sealings.of(here);
    if (sealing === undefined) throw new Error('the key of an emergency is gone');
    const key = digestKey(here, digest.day);
    const Item = { ...key, sealed: sealing.seal(key, StoredDigest.parse(digest)) };
    return { Item, sealing };
  }

  async function newestOf(here: EmergencyHere, most: number): Promise<readonly StoredDigest[]> {
    const sealing = await sealings.of(here);
    if (sealing === undefined) return [];
    const { Items = [] } = await table.documents.send(
      new QueryCommand({
        TableName,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': digestKey(here, '').pk },
        ScanIndexForward: false,
        ConsistentRead: true,
        Limit: most,
      }),
    );
    return Items.map((item) => unsealed(sealing, item));
  }

  return {
    keep: async (here, digest) => {
      const { Item, sealing } = await itemOf(here, digest);
      try {
        await table.documents.send(
          new PutCommand({
            TableName,
            Item,
            ConditionExpression: 'attribute_not_exists(pk)',
            ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
          }),
        );
        return 'kept';
      } catch (error) {
        if (!isConditionFailed(error)) throw error;
        return unsealed(sealing, storedItem(error));
      }
    },

    settle: async (here, digest) => {
      const { Item } = await itemOf(here, { ...digest, told: true });
      await table.documents.send(
        new PutCommand({
          TableName,
          Item,
          // Not anew where it was destroyed meanwhile.
          ConditionExpression: 'attribute_exists(pk)',
        }),
      );
    },

    findNewest: async (here) => (await newestOf(here, 1))[0],
    list: newestOf,
  };
}

function unsealed(sealing: Sealing, item: unknown): StoredDigest {
  const row = Sealed.parse(item);
  return StoredDigest.parse(sealing.unseal(row, row.sealed));
}
