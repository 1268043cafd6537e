import { DeleteCommand, GetCommand, PutCommand, paginateQuery } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { FeedResult } from '../../shared/emergency/health-feed.ts';
import { HouseId, ResidentId } from '../../shared/ids.ts';
import type { Sealing, Sealings } from '../emergencies/index.ts';
import { streetOf } from '../emergencies/index.ts';
import { putAll } from '../platform/batch-dynamo.ts';
import { replaceByVersion } from '../platform/replace-dynamo.ts';
import type { Table } from '../platform/table.ts';
import { nextPart, StoredBatch } from './feed-batch.ts';
import {
  type BatchName,
  type FeedStore,
  RESULTS_PER_CHUNK,
  type SevereNote,
} from './feed-store.ts';
import { feedPartOf, type Key } from './health-keys.ts';
import type { OfEmergency } from './registration-store.ts';

const Sealed = z.object({ pk: z.string(), sk: z.string(), sealed: z.instanceof(Uint8Array) });
const Named = StoredBatch.pick({ iss: true, batch: true });
const Results = z.array(FeedResult);
const TO_DO = 'to-do#';
const STOPPED = 'stopped#';
const Severe = Named.extend({
  revision: z.number().int(),
  receivedAt: z.number().int(),
  people: z.array(
    z.object({
      residentId: ResidentId,
      houseId: HouseId.optional(),
      attributes: z.array(z.string()),
    }),
  ),
});

type OfChunk = BatchName & { readonly revision: number; readonly content: string };

const nameOf = (sealing: Sealing, { iss, batch }: BatchName): string =>
  sealing.name('batch', JSON.stringify([iss, batch]));

function batchKey({ emergencyId }: OfEmergency, sealing: Sealing, named: BatchName): Key {
  const pk = feedPartOf(streetOf(emergencyId), emergencyId, 'batches');
  return { pk, sk: nameOf(sealing, named) };
}
const workOf = ({ emergencyId }: OfEmergency): string =>
  feedPartOf(streetOf(emergencyId), emergencyId, 'work');
function chunkKey(emergency: OfEmergency, sealing: Sealing, of: OfChunk, chunk: number): Key {
  const { revision, content } = of;
  const part = [revision, content, String(chunk).padStart(4, '0')].join('#');
  return { pk: workOf(emergency), sk: `chunk#${nameOf(sealing, of)}#${part}` };
}
/** Those of one batch are its own, those of a time lie together. */
function severeKey(emergency: OfEmergency, sealing: Sealing, noted: SevereNote): Key {
  const name = nameOf(sealing, noted);
  return { pk: workOf(emergency), sk: `${severeFrom(noted.receivedAt)}#${name}#${noted.revision}` };
}
const severeFrom = (unixMs: number): string => `severe#${new Date(unixMs).toISOString()}`;

export function createFeedStore(table: Table, sealings: Pick<Sealings, 'of'>): FeedStore {
  const TableName = table.name;

  async function opened(emergency: OfEmergency): Promise<Sealing> {
    const sealing = await sealings.of(emergency);
    if (sealing === undefined) throw new Error('the key of an emergency is gone');
    return sealing;
  }
  function unsealed(sealing: Sealing, item: unknown): unknown {
    const { sealed, ...key } = Sealed.parse(item);
    return sealing.unseal(key, sealed);
  }
  async function get(sealing: Sealing, Key: Key): Promise<unknown> {
    const { Item } = await table.documents.send(
      new GetCommand({ TableName, Key, ConsistentRead: true }),
    );
    return Item === undefined ? undefined : unsealed(sealing, Item);
  }

  return {
    find: async (emergency, named) => {
      const sealing = await opened(emergency);
      const found = await get(sealing, batchKey(emergency, sealing, named));
      return found === undefined ? undefined : StoredBatch.parse(found);
    },

    contentOf: async (emergency, said) =>
      (await opened(emergency)).name('batch-content', said).slice(0, 16),

    keepChunks: async (emergency, of, results) => {
      const sealing = await opened(emergency);
      const items = [];
      for (let at = 0; at < results.length; at += RESULTS_PER_CHUNK) {
        const key = chunkKey(emergency, sealing, of, at / RESULTS_PER_CHUNK);
        const sealed = sealing.seal(key, results.slice(at, at + RESULTS_PER_CHUNK));
        items.push({ ...key, sealed });
      }
      await putAll(table, items);
    },

    findChunk: async (emergency, of, chunk) => {
      const sealing = await opened(emergency);
      const found = await get(sealing, chunkKey(emergency, sealing, of, chunk));
      if (found === undefined) throw new Error('results of a batch are gone');
      return Results.parse(found);
    },

    change: async (emergency, before, after) => {
      const sealing = await opened(emergency);
      const key = batchKey(emergency, sealing, after);
      const { iss, batch, version, audit } = after;
      const rowOf = (list: string, isOn: boolean) => {
        const row = { pk: workOf(emergency), sk: `${list}${key.sk}` };
        return isOn
          ? { Put: { TableName, Item: { ...row, sealed: sealing.seal(row, { iss, batch }) } } }
          : { Delete: { TableName, Key: row } };
      };
      const item = { ...key, sealed: sealing.seal(key, StoredBatch.parse(after)), version, audit };
      const outcome = await replaceByVersion(table, item, before.version, [
        rowOf(TO_DO, nextPart(after) !== undefined),
        ...(before.stopped === undefined && after.stopped === undefined
          ? []
          : [rowOf(STOPPED, after.stopped !== undefined)]),
      ]);
      if (outcome === 'changed') return 'changed';
      return StoredBatch.parse(unsealed(sealing, outcome.stands));
    },

    listWaiting: (emergency) => listed(emergency, TO_DO, `${TO_DO}~`, Named),
    listStopped: (emergency) => listed(emergency, STOPPED, `${STOPPED}~`, Named),

    noteSevere: async (emergency, noted) => {
      const sealing = await opened(emergency);
      const key = severeKey(emergency, sealing, noted);
      const Item = { ...key, sealed: sealing.seal(key, Severe.parse(noted)) };
      await table.documents.send(new PutCommand({ TableName, Item }));
    },

    listSevere: (emergency, from) => listed(emergency, severeFrom(from), 'severe#~', Severe),

    forgetSevere: async (emergency, noted) => {
      const Key = severeKey(emergency, await opened(emergency), noted);
      await table.documents.send(new DeleteCommand({ TableName, Key }));
    },
  };

  async function listed<Row extends z.ZodType>(
    emergency: OfEmergency,
    from: string,
    until: string,
    row: Row,
  ): Promise<z.output<Row>[]> {
    const sealing = await sealings.of(emergency);
    if (sealing === undefined) return [];
    const pages = paginateQuery(
      { client: table.documents },
      {
        TableName,
        KeyConditionExpression: 'pk = :work AND sk BETWEEN :from AND :until',
        ExpressionAttributeValues: { ':work': workOf(emergency), ':from': from, ':until': until },
        ConsistentRead: true,
      },
    );
    const found: z.output<Row>[] = [];
    for await (const { Items = [] } of pages) {
      found.push(...Items.map((item) => row.parse(unsealed(sealing, item))));
    }
    return found;
  }
}
