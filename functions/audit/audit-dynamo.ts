import { deriveKey } from '../platform/secrets.ts';
import type { Table } from '../platform/table.ts';
import { createAuditedRecords } from './audited-records-dynamo.ts';
import { createChainStore } from './chain-store-dynamo.ts';
import type { AuditDesk } from './routes.ts';

/** Chains and records on the table: what the entry points hand to the routes. */
export function createAuditDesk(parts: {
  readonly table: Table;
  readonly serverSecret: Uint8Array;
}): AuditDesk {
  const { table, serverSecret } = parts;
  return {
    chains: createChainStore(table),
    records: createAuditedRecords(table),
    saltKey: deriveKey(serverSecret, 'audit'),
  };
}
