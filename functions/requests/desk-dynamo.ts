import { createLineages } from '../compounds/index.ts';
import { createGrantStore } from '../permissions/index.ts';
import { createPhotoStore } from '../photos/index.ts';
import type { Table } from '../platform/table.ts';
import type { DeskStores } from './desk.ts';
import { createDeskSettingsStore } from './desk-settings-store-dynamo.ts';
import { createRequestStore } from './request-store-dynamo.ts';
import { workersOf } from './workers.ts';

/** The service desk on the table. */
export const createDesk = (table: Table): DeskStores => ({
  requests: createRequestStore(table),
  photos: createPhotoStore(table),
  settings: createDeskSettingsStore(table),
  workers: workersOf({ grants: createGrantStore(table), lineages: createLineages(table) }),
});
