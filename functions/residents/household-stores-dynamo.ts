import type { Table } from '../platform/table.ts';
import { createEntryMeansStore } from './entry-means-store-dynamo.ts';
import { createJoinRequestStore } from './join-request-store-dynamo.ts';
import { createProxyStore } from './proxy-store-dynamo.ts';
import { createRegisterStore } from './register-store-dynamo.ts';
import { createResidenceStore } from './residence-store-dynamo.ts';
import { createSpecialCareStore } from './special-care-store-dynamo.ts';

/** The register and what households decide, on the table. */
export const createHouseholdStores = (table: Table) => ({
  register: createRegisterStore(table),
  proxies: createProxyStore(table),
  residences: createResidenceStore(table),
  requests: createJoinRequestStore(table),
  means: createEntryMeansStore(table),
  care: createSpecialCareStore(table),
});
