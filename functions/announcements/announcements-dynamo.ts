import type { Table } from '../platform/table.ts';
import type { AnnouncementStore } from './announcement-store.ts';
import { createAnnouncementStore } from './announcement-store-dynamo.ts';
import type { ReceiptStore } from './receipt-store.ts';
import { createReceiptStore } from './receipt-store-dynamo.ts';

export type AnnouncementPorts = {
  readonly announcements: AnnouncementStore;
  readonly receipts: ReceiptStore;
};

/** Announcements and who opened them, on the table. */
export const createAnnouncements = (table: Table): AnnouncementPorts => ({
  announcements: createAnnouncementStore(table),
  receipts: createReceiptStore(table),
});
