import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { compoundOf, type GateId } from '../../shared/ids.ts';
import { LastOpening } from '../../shared/messages/scan-to-open.ts';
import { KEPT_MS } from '../../shared/retention.ts';
import type { Table } from '../platform/table.ts';
import type { LastOpeningStore } from './last-opening-store.ts';

const Last = LastOpening.shape.last.unwrap();
const keyOf = (gateId: GateId) => ({ pk: compoundOf(gateId), sk: `last-opening#${gateId}` });

export function createLastOpeningStore(table: Table): LastOpeningStore {
  const TableName = table.name;
  return {
    note: async (gateId, { outcome, at }) => {
      const ttl = Math.ceil((at + KEPT_MS.last_opening) / 1_000);
      await table.documents.send(
        new PutCommand({ TableName, Item: { ...keyOf(gateId), outcome, at, ttl } }),
      );
    },
    find: async (gateId, nowMs) => {
      const { Item } = await table.documents.send(
        new GetCommand({ TableName, Key: keyOf(gateId) }),
      );
      const last = Item === undefined ? undefined : Last.parse(Item);
      return last !== undefined && nowMs < last.at + KEPT_MS.last_opening ? last : undefined;
    },
  };
}
