import { createCompoundStore } from '../compounds/index.ts';
import {
  createEmergencyStore,
  type EmergencyHere,
  type StoredEmergency,
} from '../emergencies/index.ts';
import { advanceRecords, createHealthRecordStore } from '../health/index.ts';
import { systemClock as clock } from '../platform/clock.ts';
import { randomBytes as random } from '../platform/random.ts';
import * as adapters from './adapters.ts';

const table = adapters.tableOfEnvironment();
const compounds = createCompoundStore(table);
const emergencies = createEmergencyStore(table);
const sealings = adapters.sealingsOfEnvironment();
const health = { records: createHealthRecordStore(table, sealings), random };

/** What the clock does with an emergency, whatever its state. A line a job. */
const OF_EMERGENCY: readonly ((emergency: StoredEmergency, now: number) => Promise<unknown>)[] = [];

/** What it does in each compound in which one acts. A line a job. */
const IN_COMPOUND: readonly ((here: EmergencyHere, now: number) => Promise<unknown>)[] = [
  (here, now) => advanceRecords(health, here, now),
];

async function run(emergency: StoredEmergency, noted: (fault: unknown) => void): Promise<void> {
  for (const job of OF_EMERGENCY) await job(emergency, clock()).catch(noted);
  if (emergency.state !== 'open') return;
  for (const compound of emergency.compounds) {
    const here = await emergencies.findHere(compound, emergency.mode);
    const isActing = here?.emergencyId === emergency.emergencyId && clock() < here.until;
    if (!isActing) continue;
    for (const job of IN_COMPOUND) await job(here, clock()).catch(noted);
  }
}

/**
 * Every minute: what time has to do with emergencies. Where there is none it is one query a street.
 * A job that meets a fault stands in no other's way.
 */
export async function handler(): Promise<void> {
  const faults: unknown[] = [];
  const noted = (fault: unknown) => void faults.push(fault);
  const streets = new Set((await compounds.listCompounds()).map(({ streetId }) => streetId));
  for (const street of streets) {
    for (const emergency of await emergencies.list(street)) {
      await run(emergency, noted).catch(noted);
    }
  }
  if (faults.length > 0) throw faults[0];
}
