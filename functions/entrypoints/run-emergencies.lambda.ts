import { createAlerts, escalateAlerts, makeDigests } from '../alerts/index.ts';
import { createAnnouncements } from '../announcements/index.ts';
import { createCompoundStore, createLineages } from '../compounds/index.ts';
import {
  createDestructionStore,
  createHeldItems,
  createMeasureEffects,
  createSweep,
  destroyEnded,
  type EmergencyHere,
  lapseEmergency,
  type StoredEmergency,
} from '../emergencies/index.ts';
import {
  advanceRecords,
  createHealth,
  createToldNotes,
  enrolSpecimens,
  partitionsOf,
  workOnFeeds,
} from '../health/index.ts';
import {
  advanceChanges,
  createChangeStore,
  inCommon,
  revertUnanswered,
} from '../health-changes/index.ts';
import { createTenancyStore } from '../houses/index.ts';
import { createDeliveryStore, createOutbox } from '../notifications/index.ts';
import { createGrantStore } from '../permissions/index.ts';
import { systemClock as clock } from '../platform/clock.ts';
import { stderrLog } from '../platform/log.ts';
import { newRequestId } from '../platform/request-id.ts';
import { createDesk } from '../requests/index.ts';
import { createResidentStore } from '../residents/index.ts';
import * as adapters from './adapters.ts';

const table = adapters.tableOfEnvironment();
const compounds = createCompoundStore(table);
const lineages = createLineages(table);
const keys = adapters.emergencyKeysOfEnvironment();
const sealings = adapters.sealingsOfEnvironment();
const health = createHealth(table, sealings);
const alerts = createAlerts(table, sealings);
const changing = { ...health, changes: createChangeStore(table, sealings) };
const { emergencies } = health;

const feeding = {
  ...health,
  told: createToldNotes(table),
  outbox: createOutbox(table),
  inCommon: inCommon({
    ...changing,
    residents: createResidentStore(table),
    tenancies: createTenancyStore(table),
    requests: createDesk(table).requests,
  }),
};

/** A run looks at its clock after each chunk and ends itself; the next one is never far. */
const FEEDS_WITHIN_MS = 8 * 60_000;

const effects = createMeasureEffects(table);
const ending = {
  emergencies,
  destructions: createDestructionStore(table),
  keys,
  holdings: { partitionsOf, listTold: createToldNotes(table).listTold },
  held: createHeldItems(table),
  sweep: createSweep(table),
  forget: {
    outbox: createOutbox(table),
    deliveries: createDeliveryStore(table),
    grants: createGrantStore(table),
    lineages: createLineages(table),
  },
  effects,
  issuer: await adapters.issuerOfEnvironment(),
  log: stderrLog,
};

const { announcements } = createAnnouncements(table);
const announcing = { announcements, lineages: createLineages(table) };

/** What the clock does with an emergency, whatever its state. A line a job. */
const OF_EMERGENCY: readonly ((emergency: StoredEmergency, now: number) => Promise<unknown>)[] = [
  (emergency, now) => lapseEmergency({ emergencies, announcing, effects }, emergency, now),
  (emergency, now) => destroyEnded(ending, emergency, now),
  (emergency, now) =>
    workOnFeeds(feeding, emergency, { id: newRequestId(), clock, endsAt: now + FEEDS_WITHIN_MS }),
];

/** What it does in each compound in which one acts. A line a job. */
const IN_COMPOUND: readonly ((here: EmergencyHere, now: number) => Promise<unknown>)[] = [
  (here, now) => effects.keep(here, now),
  (here, now) => enrolSpecimens({ ...health, compounds, lineages }, here, now),
  (here, now) => advanceChanges(changing, here, now),
  (here, now) => revertUnanswered(changing, here, now),
  (here, now) => advanceRecords(health, here, now),
  (here, now) => escalateAlerts(alerts, here, now),
  (here, now) => makeDigests(alerts, here, now),
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
