export { advanceRecords } from './advance-records.ts';
export {
  type Appended,
  type Appending,
  type AppendPorts,
  appendEvidence,
} from './append-evidence.ts';
export { mountHealthFeedRoutes } from './feed-routes.ts';
export { createHealth, type Health } from './health-dynamo.ts';
export { type HealthPart, partitionsOf, partOf, type Span } from './health-keys.ts';
export { Appeal, HealthRecord, StatusChange } from './health-record.ts';
export type { HealthRecordStore } from './health-record-store.ts';
export { createHealthRecordStore } from './health-record-store-dynamo.ts';
export type { HealthRowStore } from './health-row-store.ts';
export { createHealthRowStore } from './health-row-store-dynamo.ts';
export type { ChangeRow, StandingRow } from './health-rows.ts';
export { actingFor, type HerePorts, type HomePorts, homeWithin } from './home-of.ts';
export { mountOwnHealthRoutes } from './own-routes.ts';
export { projectHealth } from './project-health.ts';
export { type RecordChange, recordChangesIn } from './record-changes.ts';
export type { RegistrationStore } from './registration-store.ts';
export { type HealthRoutesDeps, mountHealthRoutes } from './routes.ts';
export { accountNameOf } from './sealed-record.ts';
export { type OwnHealthInput, type SpeaksForPorts, speaksFor } from './speaks-for.ts';
export { type ToldNotes, tellOfEmergency } from './told-notes.ts';
export { createToldNotes } from './told-notes-dynamo.ts';
export { type FeedRun, workOnFeeds } from './work-on-feeds.ts';
