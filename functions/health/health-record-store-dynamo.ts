import { GetCommand, paginateQuery, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { type CompoundId, compoundOf } from '../../shared/ids.ts';
import { shanghaiDay } from '../../shared/time/shanghai.ts';
import { addDays } from '../../shared/time/shanghai-days.ts';
import type { EmergencyHere, Sealing, Sealings } from '../emergencies/index.ts';
import { replaceByVersion } from '../platform/replace-dynamo.ts';
import type { Table } from '../platform/table.ts';
import * as keys from './health-keys.ts';
import { HealthRecord } from './health-record.ts';
import type { HealthRecordStore } from './health-record-store.ts';
import { ChangeRow, DueRow, StandingRow } from './health-rows.ts';
import { nameOf, unsealRecord } from './sealed-record.ts';

const Sealed = z.object({ pk: z.string(), sk: z.string(), sealed: z.instanceof(Uint8Array) });

/** Without its key an emergency knows nobody: whatever still lies in the table reads as nothing. */
export function createHealthRecordStore(
  table: Table,
  sealings: Pick<Sealings, 'of'>,
): HealthRecordStore {
  const TableName = table.name;

  async function* rowsOf(
    here: EmergencyHere,
    query: { readonly pk: string; readonly from?: string; readonly until?: string },
  ): AsyncGenerator<unknown> {
    const sealing = await sealings.of(here);
    if (sealing === undefined) return;
    const { pk, from, until } = query;
    const between = from === undefined || until === undefined ? undefined : { from, until };
    const pages = paginateQuery(
      { client: table.documents },
      {
        TableName,
        KeyConditionExpression:
          between === undefined ? 'pk = :pk' : 'pk = :pk AND sk BETWEEN :from AND :until',
        ExpressionAttributeValues: {
          ':pk': pk,
          ...(between === undefined ? {} : { ':from': between.from, ':until': between.until }),
        },
      },
    );
    for await (const { Items = [] } of pages) {
      for (const item of Items) {
        const row = Sealed.parse(item);
        yield sealing.unseal(row, row.sealed);
      }
    }
  }

  return {
    find: async (here, resident) => {
      const sealing = await sealings.of(here);
      if (sealing === undefined) return undefined;
      const key = keys.recordKey(compoundOf(resident), here.emergencyId, nameOf(sealing, resident));
      return recordAt(sealing, key);
    },

    findNamed: async (here, name) => {
      const sealing = await sealings.of(here);
      if (sealing === undefined) return undefined;
      return recordAt(sealing, keys.recordKey(here.compoundId, here.emergencyId, name));
    },

    change: async (here, before, after) => {
      const sealing = await sealings.of(here);
      if (sealing === undefined) throw new Error('the key of an emergency is gone');
      const record = HealthRecord.parse(after);
      const { emergencyId, compoundId, residentId, version, audit, nextDue } = record;
      const key = keys.recordKey(compoundId, emergencyId, nameOf(sealing, residentId));
      const item = {
        ...key,
        record: sealing.seal(key, record),
        version,
        audit,
        ...(nextDue === undefined ? {} : { nextDue }),
      };
      const outcome = await replaceByVersion(table, item, before?.version ?? 0);
      if (outcome === 'changed') return 'changed';
      return outcome.stands === undefined ? undefined : unsealRecord(sealing, outcome.stands);
    },

    listDue: async (here, until, most) => {
      const sealing = await sealings.of(here);
      if (sealing === undefined) return [];
      const { Items = [] } = await table.documents.send(
        new QueryCommand({
          TableName,
          KeyConditionExpression: 'pk = :due AND sk < :until',
          ExpressionAttributeValues: {
            ':due': keys.partOf(here.compoundId, here.emergencyId, 'due'),
            ':until': keys.sortedUntil(until),
          },
          Limit: most,
        }),
      );
      return Items.map((item) => {
        const row = Sealed.parse(item);
        return DueRow.parse(sealing.unseal(row, row.sealed));
      });
    },

    listChanges: async (here, from, until) => {
      const found: ChangeRow[] = [];
      const last = shanghaiDay(until);
      for (let day = shanghaiDay(from); day <= last; day = addDays(day, 1)) {
        const pk = keys.changedPartition(here.compoundId, here.emergencyId, day);
        const between = { from: keys.sortedFrom(from), until: keys.sortedFrom(until) };
        for await (const row of rowsOf(here, { pk, ...between })) found.push(ChangeRow.parse(row));
      }
      return found;
    },

    listStanding: async (here) => {
      const pk = keys.partOf(here.compoundId, here.emergencyId, 'standing');
      const found: StandingRow[] = [];
      for await (const row of rowsOf(here, { pk })) found.push(StandingRow.parse(row));
      return found;
    },

    count: async ({ emergencyId }, compound: CompoundId) => {
      const counts = await Promise.all(keys.recordPartitions(compound, emergencyId).map(countIn));
      return counts.reduce((sum, count) => sum + count, 0);
    },
  };

  async function recordAt(sealing: Sealing, Key: keys.Key): Promise<HealthRecord | undefined> {
    const { Item } = await table.documents.send(
      new GetCommand({ TableName, Key, ConsistentRead: true }),
    );
    return Item === undefined ? undefined : unsealRecord(sealing, Item);
  }

  async function countIn(pk: string): Promise<number> {
    const pages = paginateQuery(
      { client: table.documents },
      {
        TableName,
        Select: 'COUNT',
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': pk },
      },
    );
    let count = 0;
    for await (const { Count = 0 } of pages) count += Count;
    return count;
  }
}
