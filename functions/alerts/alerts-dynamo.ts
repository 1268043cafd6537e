import { createCompoundStore, createLineages } from '../compounds/index.ts';
import { createDuty } from '../duty/index.ts';
import { createEmergencyStore, type Sealings } from '../emergencies/index.ts';
import { createHealthRecordStore, createToldNotes } from '../health/index.ts';
import { createOutbox } from '../notifications/index.ts';
import { createGrantStore } from '../permissions/index.ts';
import type { Table } from '../platform/table.ts';
import { createResidentStore } from '../residents/index.ts';
import type { AlertPorts } from './alert-ports.ts';
import { createAlertStore } from './alert-store-dynamo.ts';
import { createDigestStore } from './digest-store-dynamo.ts';
import { communityOf, communityOnDuty } from './on-duty.ts';

/** Alerts and the digest of the morning, on the table. */
export function createAlerts(table: Table, sealings: Sealings): AlertPorts {
  const working = { grants: createGrantStore(table), lineages: createLineages(table) };
  return {
    emergencies: createEmergencyStore(table),
    records: createHealthRecordStore(table, sealings),
    alerts: createAlertStore(table, sealings),
    digests: createDigestStore(table, sealings),
    compounds: createCompoundStore(table),
    residents: createResidentStore(table),
    told: createToldNotes(table),
    outbox: createOutbox(table),
    onDuty: communityOnDuty({ ...working, ...createDuty(table) }),
    readers: communityOf(working),
  };
}
