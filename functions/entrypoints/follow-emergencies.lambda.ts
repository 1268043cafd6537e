import { createAlerts, raiseAlerts } from '../alerts/index.ts';
import { createEmergencyStore } from '../emergencies/index.ts';
import { createHealthRowStore, projectHealth, recordChangesIn } from '../health/index.ts';
import { systemClock as clock } from '../platform/clock.ts';
import { stderrLog } from '../platform/log.ts';
import { takeChangesTogether } from '../platform/table-stream.ts';
import * as adapters from './adapters.ts';

const table = adapters.tableOfEnvironment();
const rows = createHealthRowStore(table);
const sealings = adapters.sealingsOfEnvironment();
const opening = { emergencies: createEmergencyStore(table), sealings };
const alerts = createAlerts(table, sealings);

/** Follows what became of records while an emergency lasts. Comes again, it comes to the same. */
export const handler = (event: unknown) =>
  takeChangesTogether(
    event,
    async (changes) => {
      const records = await recordChangesIn(opening, changes);
      await projectHealth(rows, records);
      await raiseAlerts(alerts, records, clock());
    },
    stderrLog,
  );
