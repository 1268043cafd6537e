import { GetCommand, PutCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { CompoundId } from '../../shared/ids.ts';
import { getLatelyWritten } from '../platform/get-dynamo.ts';
import { isConditionFailed, storedItem, type Table } from '../platform/table.ts';
import { Gate } from './gate.ts';
import { GateDevice } from './gate-device.ts';
import { DEVICE_PREFIX, GATE_PREFIX, gateDeviceKey, gateKey } from './gate-keys.ts';
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

  return {
    findGate: async (id) => {
      const { Item } = await table.documents.send(new GetCommand({ TableName, Key: gateKey(id) }));
      return Item === undefined ? undefined : Gate.parse(Item);
    },

    listGates: async (compound) =>
      (await list(compound, GATE_PREFIX)).map((item) => Gate.parse(item)),

    recordGate: async (gate) => {
      await table.documents.send(
        new PutCommand({ TableName, Item: { ...gateKey(gate.gateId), ...gate } }),
      );
    },

    findDevice: async (id) => {
      // Its first request follows its enrolment within a breath.
      const item = await getLatelyWritten(table, gateDeviceKey(id));
      return item === undefined ? undefined : GateDevice.parse(item);
    },

    listDevices: async (compound) =>
      (await list(compound, DEVICE_PREFIX)).map((item) => GateDevice.parse(item)),

    enrolDevice: async (device) => {
      const isNew = 'attribute_not_exists(pk)';
      try {
        await table.documents.send(
          new PutCommand({
            TableName,
            Item: { ...gateDeviceKey(device.deviceId), ...device },
            ConditionExpression: isNew,
            ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
          }),
        );
        return device;
      } catch (error) {
        if (!isConditionFailed(error)) throw error;
        return GateDevice.parse(storedItem(error));
      }
    },

    unenrolDevice: async (id, { by, at }) => {
      const isEnrolled = 'attribute_exists(pk) AND attribute_not_exists(unenrolledAt)';
      try {
        await table.documents.send(
          new UpdateCommand({
            TableName,
            Key: gateDeviceKey(id),
            UpdateExpression: 'SET unenrolledAt = :at, unenrolledBy = :by',
            ConditionExpression: isEnrolled,
            ExpressionAttributeValues: { ':at': at, ':by': by },
            ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
          }),
        );
        return 'unenrolled';
      } catch (error) {
        if (!isConditionFailed(error)) throw error;
        return storedItem(error) === undefined ? 'missing' : 'already';
      }
    },
  };
}
