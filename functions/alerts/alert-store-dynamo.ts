import { GetCommand, paginateQuery, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { nextEscalation } from '../../shared/emergency/alert-lifecycle.ts';
import { HealthChangeId } from '../../shared/ids.ts';
import type { EmergencyHere, Sealing, Sealings } from '../emergencies/index.ts';
import { partOf } from '../health/index.ts';
import { replaceByVersion } from '../platform/replace-dynamo.ts';
import type { Table } from '../platform/table.ts';
import type { TransactedAction } from '../platform/transaction-dynamo.ts';
import { StoredAlert } from './alert.ts';
import type { AlertStore } from './alert-store.ts';

const Sealed = z.object({ pk: z.string(), sk: z.string(), sealed: z.instanceof(Uint8Array) });
const DueAlert = z.object({ changeId: HealthChangeId });

const ALERT = 'alert#';
const partition = ({ compoundId, emergencyId }: EmergencyHere): string =>
  partOf(compoundId, emergencyId, 'alerts');
const alertKey = (here: EmergencyHere, change: HealthChangeId) => ({
  pk: partition(here),
  sk: `${ALERT}${change}`,
});

/** `due#<when its next level is told>#<change>`: one row while nobody sees to it. */
const dueFrom = (unixMs: number): string => `due#${new Date(unixMs).toISOString()}`;
function dueKey(here: EmergencyHere, alert: StoredAlert) {
  const next = nextEscalation(alert);
  return next && { pk: partition(here), sk: `${dueFrom(next.at)}#${alert.changeId}` };
}

/** Without its key an emergency has raised nothing: whatever still lies there reads as nothing. */
export function createAlertStore(table: Table, sealings: Pick<Sealings, 'of'>): AlertStore {
  const TableName = table.name;

  async function write(
    here: EmergencyHere,
    before: StoredAlert | undefined,
    after: StoredAlert,
  ): Promise<'changed' | StoredAlert> {
    const sealing = await sealings.of(here);
    if (sealing === undefined) throw new Error('the key of an emergency is gone');
    const key = alertKey(here, after.changeId);
    const { version, audit, changeId } = StoredAlert.parse(after);
    const item = { ...key, sealed: sealing.seal(key, after), version, audit };
    const [was, due] = [before && dueKey(here, before), dueKey(here, after)];
    const beside: TransactedAction[] = [];
    if (was !== undefined && was.sk !== due?.sk) beside.push({ Delete: { TableName, Key: was } });
    if (due !== undefined && was?.sk !== due.sk) {
      const row = { ...due, sealed: sealing.seal(due, { changeId }) };
      beside.push({ Put: { TableName, Item: row } });
    }
    const outcome = await replaceByVersion(table, item, before?.version ?? 0, beside);
    return outcome === 'changed' ? 'changed' : unsealed(sealing, outcome.stands);
  }

  return {
    raise: async (here, alert) => {
      const outcome = await write(here, undefined, alert);
      return outcome === 'changed' ? 'raised' : outcome;
    },

    find: async (here, change) => {
      const sealing = await sealings.of(here);
      if (sealing === undefined) return undefined;
      const { Item } = await table.documents.send(
        new GetCommand({ TableName, Key: alertKey(here, change), ConsistentRead: true }),
      );
      return Item && unsealed(sealing, Item);
    },

    change: write,

    list: async (here) => {
      const sealing = await sealings.of(here);
      if (sealing === undefined) return [];
      const pages = paginateQuery(
        { client: table.documents },
        {
          TableName,
          KeyConditionExpression: 'pk = :pk AND begins_with(sk, :alert)',
          ExpressionAttributeValues: { ':pk': partition(here), ':alert': ALERT },
        },
      );
      const found: StoredAlert[] = [];
      for await (const { Items = [] } of pages) {
        found.push(...Items.map((item) => unsealed(sealing, item)));
      }
      return found.sort((one, other) => other.at - one.at);
    },

    listDue: async (here, until, most) => {
      const sealing = await sealings.of(here);
      if (sealing === undefined) return [];
      const { Items = [] } = await table.documents.send(
        new QueryCommand({
          TableName,
          KeyConditionExpression: 'pk = :pk AND sk BETWEEN :first AND :last',
          ExpressionAttributeValues: {
            ':pk': partition(here),
            ':first': 'due#',
            ':last': `${dueFrom(until)}~`,
          },
          Limit: most,
        }),
      );
      return Items.map((item) => {
        const row = Sealed.parse(item);
        return DueAlert.parse(sealing.unseal(row, row.sealed)).changeId;
      });
    },
  };
}

function unsealed(sealing: Sealing, item: unknown): StoredAlert {
  const row = Sealed.parse(item);
  return StoredAlert.parse(sealing.unseal(row, row.sealed));
}
