import { GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { type CompoundId, compoundOf, type GateDeviceId, type GateId } from '../../shared/ids.ts';
import { raiseVersions } from '../compounds/index.ts';
import {
  FACTS_ASSIGNED,
  factsValues,
  VERSION_COUNTED,
  writeWithFacts,
} from '../platform/audited-write-dynamo.ts';
import type { Table } from '../platform/table.ts';
import { transact } from '../platform/transaction-dynamo.ts';
import { Gate } from './gate.ts';
import { GateDevice } from './gate-device.ts';
import { DEVICE_PREFIX, GATE_PREFIX, gateDeviceKey, gateKey } from './gate-keys.ts';
import { gateRuleWrites } from './gate-rule-writes-dynamo.ts';
import type { GateStore } from './gate-store.ts';

export function createGateStore(table: Table): GateStore {
  const TableName = table.name;

  async function list(compound: CompoundId, prefix: string): Promise<Record<string, unknown>[]> {
    const items: Record<string, unknown>[] = [];
    let from: Record<string, unknown> | undefined;
    do {
      const page = await table.documents.send(
        new QueryCommand({
          TableName,
          KeyConditionExpression: 'pk = :compound AND begins_with(sk, :prefix)',
          ExpressionAttributeValues: { ':compound': compound, ':prefix': prefix },
          ...(from === undefined ? {} : { ExclusiveStartKey: from }),
        }),
      );
      items.push(...(page.Items ?? []));
      from = page.LastEvaluatedKey;
    } while (from !== undefined);
    return items;
  }

  async function find(Key: { pk: string; sk: string }) {
    const { Item } = await table.documents.send(
      new GetCommand({ TableName, Key, ConsistentRead: true }),
    );
    return Item;
  }
  const raise = (id: GateId | GateDeviceId) => raiseVersions(table, compoundOf(id), { gates: 1 });

  return {
    findGate: async (id) => {
      const item = await find(gateKey(id));
      return item === undefined ? undefined : Gate.parse(item);
    },

    listGates: async (compound) =>
      (await list(compound, GATE_PREFIX)).map((item) => Gate.parse(item)),

    recordGate: async ({ gateId, rules, trials, closings }, audit) => {
      const fields = { gateId, rules, trials, closings };
      await transact(table, [writeWithFacts(table, gateKey(gateId), fields, audit), raise(gateId)]);
    },

    changeTrials: async (id, { seen, trials, trialUntil, audit }) => {
      const asSeen = seen === undefined ? 'attribute_not_exists(trials)' : 'trials = :seen';
      const rules =
        trialUntil === undefined ? ' REMOVE #rules.trialUntil' : ', #rules.trialUntil = :until';
      const outcome = await transact(table, [
        {
          Update: {
            TableName,
            Key: gateKey(id),
            UpdateExpression: `SET trials = :trials, ${FACTS_ASSIGNED}${rules} ${VERSION_COUNTED}`,
            ConditionExpression: `attribute_exists(pk) AND ${asSeen}`,
            ExpressionAttributeNames: { '#rules': 'rules' },
            ExpressionAttributeValues: {
              ':trials': trials,
              ...factsValues(audit),
              ...(seen === undefined ? {} : { ':seen': seen }),
              ...(trialUntil === undefined ? {} : { ':until': trialUntil }),
            },
          },
        },
        raise(id),
      ]);
      return outcome === 'done' ? 'changed' : 'conflict';
    },

    ...gateRuleWrites(table),

    findDevice: async (id) => {
      const item = await find(gateDeviceKey(id));
      return item === undefined ? undefined : GateDevice.parse(item);
    },

    listDevices: async (compound) =>
      (await list(compound, DEVICE_PREFIX)).map((item) => GateDevice.parse(item)),

    enrolDevice: async (device, audit) => {
      const isNew = 'attribute_not_exists(pk)';
      const outcome = await transact(table, [
        {
          Put: {
            TableName,
            Item: { ...gateDeviceKey(device.deviceId), ...device, audit, version: 1 },
            ConditionExpression: isNew,
            ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
          },
        },
        raise(device.deviceId),
      ]);
      return outcome === 'done' ? device : GateDevice.parse(outcome[0]?.item);
    },

    unenrolDevice: async (id, { by, at, audit }) => {
      const isEnrolled = 'attribute_exists(pk) AND attribute_not_exists(unenrolledAt)';
      const outcome = await transact(table, [
        {
          Update: {
            TableName,
            Key: gateDeviceKey(id),
            UpdateExpression: `SET unenrolledAt = :at, unenrolledBy = :by, ${FACTS_ASSIGNED} ${VERSION_COUNTED}`,
            ConditionExpression: isEnrolled,
            ExpressionAttributeValues: { ':at': at, ':by': by, ...factsValues(audit) },
            ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
          },
        },
        raise(id),
      ]);
      if (outcome === 'done') return 'unenrolled';
      return outcome[0]?.item === undefined ? 'missing' : 'already';
    },
  };
}
