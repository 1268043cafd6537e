export { advanceRecords } from './advance-records.ts';
export {
  type Appended,
  type Appending,
  type AppendPorts,
  appendEvidence,
} from './append-evidence.ts';
export { partitionsOf, partOf, type Span } from './health-keys.ts';
export { Appeal, HealthRecord, StatusChange } from './health-record.ts';
export type { HealthRecordStore } from './health-record-store.ts';
export { createHealthRecordStore } from './health-record-store-dynamo.ts';
export type { HealthRowStore } from './health-row-store.ts';
export { createHealthRowStore } from './health-row-store-dynamo.ts';
export type { ChangeRow, StandingRow } from './health-rows.ts';
export { projectHealth } from './project-health.ts';
export { type RecordChange, recordChangesIn } from './record-changes.ts';
