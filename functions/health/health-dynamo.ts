import { createEmergencyStore, type EmergencyStore, type Sealings } from '../emergencies/index.ts';
import { type RandomBytes, randomBytes } from '../platform/random.ts';
import type { Table } from '../platform/table.ts';
import type { FeedStore } from './feed-store.ts';
import { createFeedStore } from './feed-store-dynamo.ts';
import type { HealthRecordStore } from './health-record-store.ts';
import { createHealthRecordStore } from './health-record-store-dynamo.ts';
import type { RegistrationStore } from './registration-store.ts';
import { createRegistrationStore } from './registration-store-dynamo.ts';

/** Everything that an emergency knows of people’s health, on the table. */
export type Health = {
  readonly emergencies: EmergencyStore;
  readonly sealings: Sealings;
  readonly records: HealthRecordStore;
  readonly registrations: RegistrationStore;
  readonly feeds: FeedStore;
  readonly random: RandomBytes;
};

export function createHealth(table: Table, sealings: Sealings): Health {
  return {
    emergencies: createEmergencyStore(table),
    sealings,
    records: createHealthRecordStore(table, sealings),
    registrations: createRegistrationStore(table, sealings),
    feeds: createFeedStore(table, sealings),
    random: randomBytes,
  };
}
