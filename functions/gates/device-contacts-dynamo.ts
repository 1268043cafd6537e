import { QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { GateDeviceId } from '../../shared/ids.ts';
import { KEPT_MS } from '../../shared/retention.ts';
import { isConditionFailed, type Table } from '../platform/table.ts';
import type { DeviceContacts } from './device-contacts.ts';
import { CONTACT_PREFIX, contactKey } from './gate-keys.ts';

/** A manager acts on a gate that is silent for hours; a write every refresh would cost more than the scans. */
const WRITTEN_EVERY_MS = 15 * 60_000;
/** A street's devices. */
const DEVICES_KEPT = 1_024;

const ContactItem = z.object({
  deviceId: GateDeviceId,
  at: z.number().int(),
  ttl: z.number().int(),
});

export function createDeviceContacts(table: Table): DeviceContacts {
  const TableName = table.name;
  const written = new Map<GateDeviceId, number>();
  return {
    note: async (deviceId, nowMs) => {
      const last = written.get(deviceId);
      if (last !== undefined && Math.abs(nowMs - last) < WRITTEN_EVERY_MS) return;
      written.delete(deviceId);
      written.set(deviceId, nowMs);
      const [oldest] = written.keys();
      if (oldest !== undefined && written.size > DEVICES_KEPT) written.delete(oldest);
      try {
        await table.documents.send(
          new UpdateCommand({
            TableName,
            Key: contactKey(deviceId),
            UpdateExpression: 'SET deviceId = :device, #at = :now, #ttl = :ttl',
            // Another process may have written it a moment ago.
            ConditionExpression: 'attribute_not_exists(pk) OR #at <= :before',
            ExpressionAttributeNames: { '#at': 'at', '#ttl': 'ttl' },
            ExpressionAttributeValues: {
              ':device': deviceId,
              ':now': nowMs,
              ':before': nowMs - WRITTEN_EVERY_MS,
              ':ttl': Math.ceil((nowMs + KEPT_MS.device_contact) / 1_000),
            },
          }),
        );
      } catch (error) {
        // A gate gets its list, whatever becomes of the note; it is written the next time.
        if (!isConditionFailed(error)) written.delete(deviceId);
      }
    },

    listContacts: async (compound, nowMs) => {
      const contacts = new Map<GateDeviceId, number>();
      let from: Record<string, unknown> | undefined;
      do {
        const page = await table.documents.send(
          new QueryCommand({
            TableName,
            KeyConditionExpression: 'pk = :compound AND begins_with(sk, :prefix)',
            ExpressionAttributeValues: { ':compound': compound, ':prefix': CONTACT_PREFIX },
            ...(from === undefined ? {} : { ExclusiveStartKey: from }),
          }),
        );
        for (const item of page.Items ?? []) {
          const { deviceId, at, ttl } = ContactItem.parse(item);
          if (nowMs < ttl * 1_000) contacts.set(deviceId, at);
        }
        from = page.LastEvaluatedKey;
      } while (from !== undefined);
      return contacts;
    },
  };
}
