import { deriveKey } from '../platform/secrets.ts';
import type { Table } from '../platform/table.ts';
import type { WhistleStore } from './whistle-store.ts';
import { createWhistleStore } from './whistle-store-dynamo.ts';

/** Calling departments on the table: what the entry points hand to the routes. */
export function createCalling({
  table,
  serverSecret,
}: {
  readonly table: Table;
  readonly serverSecret: Uint8Array;
}): { readonly whistles: WhistleStore; readonly linkKey: Uint8Array } {
  return { whistles: createWhistleStore(table), linkKey: deriveKey(serverSecret, 'whistle-link') };
}
