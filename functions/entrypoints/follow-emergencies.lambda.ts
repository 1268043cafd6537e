import { createAlerts, raiseAlerts } from '../alerts/index.ts';
import { createEmergencyStore } from '../emergencies/index.ts';
import {
  askAtGates,
  createHealthRecordStore,
  createHealthRowStore,
  createToldNotes,
  projectHealth,
  recordChangesIn,
} from '../health/index.ts';
import { createChangeStore, tellSubjects } from '../health-changes/index.ts';
import { createOutbox } from '../notifications/index.ts';
import { createGateAsks, createPassStore, newHoldersIn } from '../passes/index.ts';
import { systemClock as clock } from '../platform/clock.ts';
import { stderrLog } from '../platform/log.ts';
import { randomBytes as random } from '../platform/random.ts';
import { takeChangesTogether } from '../platform/table-stream.ts';
import { createResidentStore } from '../residents/index.ts';
import * as adapters from './adapters.ts';

const table = adapters.tableOfEnvironment();
const sealings = adapters.sealingsOfEnvironment();
const rows = createHealthRowStore(table);
const alerts = createAlerts(table, sealings);
const opening = { emergencies: createEmergencyStore(table), sealings };
const asking = {
  emergencies: opening.emergencies,
  records: createHealthRecordStore(table, sealings),
  passes: createPassStore(table),
  gateAsks: createGateAsks(table),
};
const telling = {
  records: createHealthRecordStore(table, sealings),
  changes: createChangeStore(table, sealings),
  residents: createResidentStore(table),
  told: createToldNotes(table),
  outbox: createOutbox(table),
  onDuty: alerts.onDuty,
  random,
};

/**
 * Follows what became of records while an emergency lasts, and who gets a pass meanwhile. Comes
 * again, it comes to the same.
 */
export const handler = (event: unknown) =>
  takeChangesTogether(
    event,
    async (changes) => {
      const records = await recordChangesIn(opening, changes);
      await projectHealth(rows, records);
      await askAtGates(asking, records, newHoldersIn(changes), clock());
      await tellSubjects(telling, records, clock());
      await raiseAlerts(alerts, records, clock());
    },
    stderrLog,
  );
