import type { Table } from '../platform/table.ts';
import { createDeliveryStore } from './delivery-store-dynamo.ts';
import { createInboxStore } from './inbox-store-dynamo.ts';
import { createPushStore } from './push-store-dynamo.ts';
import { createSettingsStore } from './settings-store-dynamo.ts';

/** Inboxes on the table: what the APIs hand to the routes. */
export function createNotifications(table: Table) {
  return {
    inboxes: createInboxStore(table),
    settings: createSettingsStore(table),
    pushes: createPushStore(table),
    deliveries: createDeliveryStore(table),
  };
}
