import { createCompoundStore, createLineages } from '../compounds/index.ts';
import { createStaffRelief } from '../gates/index.ts';
import { type RandomBytes, randomBytes } from '../platform/random.ts';
import { deriveKey } from '../platform/secrets.ts';
import type { Table } from '../platform/table.ts';
import type { ChangeCompanyPorts } from './change-company.ts';
import { createCompanyStore } from './company-store-dynamo.ts';
import { createGrantStore } from './grant-store-dynamo.ts';
import type { ReadOwnRolesPorts } from './read-own-roles.ts';

/** Permissions on the table: what the entry points hand to the routes. */
export function createPermissions({
  table,
  serverSecret,
  random = randomBytes,
}: {
  readonly table: Table;
  readonly serverSecret: Uint8Array;
  readonly random?: RandomBytes;
}): ChangeCompanyPorts & ReadOwnRolesPorts {
  return {
    grants: createGrantStore(table),
    companies: createCompanyStore(table),
    compounds: createCompoundStore(table),
    lineages: createLineages(table),
    ...createStaffRelief(table),
    phoneKey: deriveKey(serverSecret, 'phone'),
    random,
  };
}
