export { advanceRecords } from './advance-records.ts';
export {
  type Appending,
  type AppendPorts,
  appendEvidence,
} from './append-evidence.ts';
export { askAtGates } from './ask-at-gates.ts';
export { enrolSpecimens } from './enrol-specimens.ts';
export { type StoredBatch, withdrawnBatch } from './feed-batch.ts';
export { mountHealthFeedRoutes } from './feed-routes.ts';
export type { FeedStore } from './feed-store.ts';
export { createHealth, type Health } from './health-dynamo.ts';
export { type HealthPart, partitionsOf, partOf, recordKey } from './health-keys.ts';
export { HealthRecord, StatusChange } from './health-record.ts';
export type { HealthRecordStore } from './health-record-store.ts';
export { createHealthRecordStore } from './health-record-store-dynamo.ts';
export { createHealthRowStore } from './health-row-store-dynamo.ts';
export type { StandingRow } from './health-rows.ts';
export {
  actingFor,
  type HerePorts,
  type HomePorts,
  homeOfSpecimen,
  homeWithin,
  type SpecimenPorts,
} from './home-of.ts';
export type { InCommon } from './look-at-part.ts';
export type { OwnHealthInput } from './own-health-input.ts';
export { mountOwnHealthRoutes } from './own-routes.ts';
export { projectHealth } from './project-health.ts';
export { type RecordChange, recordChangesIn } from './record-changes.ts';
export { mountHealthRoutes } from './routes.ts';
export { accountNameOf, nameOf } from './sealed-record.ts';
export { type ToldNotes, tellOfEmergency } from './told-notes.ts';
export { createToldNotes } from './told-notes-dynamo.ts';
export { workOnFeeds } from './work-on-feeds.ts';
