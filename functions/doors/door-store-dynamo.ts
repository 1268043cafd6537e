import { GetCommand, PutCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { DOOR_ALARMS } from '../../shared/door/door-state.ts';
import type { CompoundId } from '../../shared/ids.ts';
import { KEPT_MS } from '../../shared/retention.ts';
import { putIntoOutbox } from '../notifications/index.ts';
import { replaceByVersion } from '../platform/replace-dynamo.ts';
import { isConditionFailed, type Table } from '../platform/table.ts';
import { type TransactedAction, transact } from '../platform/transaction-dynamo.ts';
import { AlarmRecord, Door, DoorExchange, newStanding, Standing } from './door.ts';
import {
  ALARM_PREFIX,
  alarmKey,
  DOOR_PREFIX,
  doorKey,
  doorPartition,
  exchangeKey,
  STANDING_PREFIX,
  standingKey,
} from './door-keys.ts';
import type { DoorExchanges, DoorStore } from './door-store.ts';

type Key = { readonly pk: string; readonly sk: string };
const ttl = (from: number, kept: number): number => Math.ceil((from + kept) / 1_000);

async function find(table: Table, Key: Key): Promise<unknown> {
  const { Item } = await table.documents.send(
    new GetCommand({ TableName: table.name, Key, ConsistentRead: true }),
  );
  return Item;
}

/** Alarms that began with this change and those that ended by it, as writes beside it. */
function recordsOf(table: Table, seen: Standing, after: Standing, now: number): TransactedAction[] {
  const { gateId } = after;
  return DOOR_ALARMS.flatMap((alarm): TransactedAction[] => {
    const [was, is] = [seen.alarms[alarm], after.alarms[alarm]];
    if (is !== undefined && was === undefined) {
      const record = AlarmRecord.parse({ gateId, alarm, since: is });
      const Item = { ...alarmKey({ gateId, alarm, since: is }), ...record };
      return [
        { Put: { TableName: table.name, Item: { ...Item, ttl: ttl(is, KEPT_MS.door_alarm) } } },
      ];
    }
    if (was === undefined || is !== undefined) return [];
    return [
      {
        Update: {
          TableName: table.name,
          Key: alarmKey({ gateId, alarm, since: was }),
          UpdateExpression:
            'SET #until = :now, gateId = :gate, alarm = :alarm, since = :was, #ttl = :ttl',
          ExpressionAttributeNames: { '#until': 'until', '#ttl': 'ttl' },
          ExpressionAttributeValues: {
            ':now': now,
            ':gate': gateId,
            ':alarm': alarm,
            ':was': was,
            ':ttl': ttl(was, KEPT_MS.door_alarm),
          },
        },
      },
    ];
  });
}

export function createDoorStore(table: Table): DoorStore {
  const TableName = table.name;

  async function list(compound: CompoundId, prefix: string): Promise<unknown[]> {
    const { Items = [] } = await table.documents.send(
      new QueryCommand({
        TableName,
        KeyConditionExpression: 'pk = :compound AND begins_with(sk, :prefix)',
        ExpressionAttributeValues: { ':compound': compound, ':prefix': prefix },
        ConsistentRead: true,
      }),
    );
    return Items;
  }

  return {
    findDoor: async (gate) => {
      const item = await find(table, doorKey(gate));
      return item === undefined ? undefined : Door.parse(item);
    },

    listDoors: async (compound) => (await list(compound, DOOR_PREFIX)).map((i) => Door.parse(i)),

    changeDoor: async (door) => {
      const Item = { ...doorKey(door.gateId), ...Door.parse(door) };
      const standing = { ...standingKey(door.gateId), ...newStanding(door) };
      const outcome = await replaceByVersion(table, Item, door.version - 1, [
        { Put: { TableName, Item: standing } },
      ]);
      return outcome === 'changed' ? 'changed' : 'conflict';
    },

    findStanding: async (gate) => {
      const item = await find(table, standingKey(gate));
      return item === undefined ? undefined : Standing.parse(item);
    },

    listStandings: async (compound) =>
      (await list(compound, STANDING_PREFIX)).map((item) => Standing.parse(item)),

    changeStanding: async (seen, after, { told, now }) => {
      const Item = {
        ...standingKey(after.gateId),
        ...Standing.parse({ ...after, count: seen.count + 1 }),
      };
      const outcome = await transact(table, [
        {
          Put: {
            TableName,
            Item,
            ConditionExpression: '#count = :seen AND doorId = :door',
            ExpressionAttributeNames: { '#count': 'count' },
            ExpressionAttributeValues: { ':seen': seen.count, ':door': seen.doorId },
            ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
          },
        },
        ...recordsOf(table, seen, after, now),
        ...told.map((one) => putIntoOutbox(table, one)),
      ]);
      if (outcome === 'done') return 'changed';
      return Standing.safeParse(outcome[0]?.item).data;
    },

    listAlarms: async (gate, most) => {
      const { Items = [] } = await table.documents.send(
        new QueryCommand({
          TableName,
          KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
          ExpressionAttributeValues: { ':pk': doorPartition(gate), ':prefix': ALARM_PREFIX },
          ScanIndexForward: false,
          Limit: most,
        }),
      );
      return Items.map((item) => AlarmRecord.parse(item));
    },
  };
}

export function createDoorExchanges(table: Table): DoorExchanges {
  const TableName = table.name;
  return {
    begin: async (exchange) => {
      const kept = { ttl: ttl(exchange.at, KEPT_MS.resident_entry) };
      const Item = { ...exchangeKey(exchange.gateId, exchange.ask), ...exchange, ...kept };
      await table.documents.send(new PutCommand({ TableName, Item }));
    },

    find: async (gate, ask) => {
      const item = await find(table, exchangeKey(gate, ask));
      return item === undefined ? undefined : DoorExchange.parse(item);
    },

    finish: async (gate, ask, { outcome, at }) => {
      try {
        await table.documents.send(
          new UpdateCommand({
            TableName,
            Key: exchangeKey(gate, ask),
            UpdateExpression: 'SET outcome = :outcome, doneAt = :at',
            ConditionExpression: 'attribute_exists(pk) AND attribute_not_exists(outcome)',
            ExpressionAttributeValues: { ':outcome': outcome, ':at': at },
          }),
        );
        return 'done';
      } catch (error) {
        if (!isConditionFailed(error)) throw error;
        return 'already';
      }
    },
  };
}
