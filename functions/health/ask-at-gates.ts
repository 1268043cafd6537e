import { type CompoundId, compoundOf, passIndexOf, type ResidentId } from '../../shared/ids.ts';
import { type EmergencyHere, type EmergencyStore, emergencyNow } from '../emergencies/index.ts';
import type { GateAsks, PassStore } from '../passes/index.ts';
import type { HealthRecordStore } from './health-record-store.ts';
import type { RecordChange } from './record-changes.ts';

export type AskAtGatesPorts = {
  readonly emergencies: Pick<EmergencyStore, 'findHere'>;
  readonly records: Pick<HealthRecordStore, 'find'>;
  readonly passes: Pick<PassStore, 'findPassesOfResident'>;
  readonly gateAsks: GateAsks;
};

/**
 * Makes the passes of whoever's status asks do so at the gates, and of nobody else's, while the
 * emergency names it. The gates hear that they ask, and no more. Each is decided by what is known
 * when it is written, so that it comes to the same whatever came first or comes again; new passes
 * are decided as well. A drill does not reach gates.
 */
export async function askAtGates(
  ports: AskAtGatesPorts,
  changes: readonly Pick<RecordChange, 'before' | 'after'>[],
  newHolders: readonly ResidentId[],
  now: number,
): Promise<void> {
  const changed = changes
    .filter(({ before, after }) => (before?.status.asks ?? false) !== after.status.asks)
    .map(({ after }) => after.residentId);
  const byCompound = new Map<CompoundId, Set<ResidentId>>();
  for (const resident of [...changed, ...newHolders]) {
    const compound = compoundOf(resident);
    byCompound.set(compound, (byCompound.get(compound) ?? new Set()).add(resident));
  }
  for (const [compound, residents] of byCompound) {
    const here = await emergencyNow(ports.emergencies, compound, now);
    if (here?.measures.includes('isolation_care') !== true) continue;
    const asking = await askingOf(ports, here, residents, now);
    if (asking.size > 0) await ask(ports, here, asking, now);
  }
}

/** By the index of each pass, whether it asks. */
async function askingOf(
  { records, passes }: AskAtGatesPorts,
  here: EmergencyHere,
  residents: ReadonlySet<ResidentId>,
  now: number,
): Promise<Map<number, boolean>> {
  const asking = new Map<number, boolean>();
  for (const resident of residents) {
    const record = await records.find(here, resident);
    const held = await passes.findPassesOfResident(resident, now);
    for (const { passId } of held.passes) {
      asking.set(passIndexOf(passId), record?.status.asks ?? false);
    }
  }
  return asking;
}

async function ask(
  { emergencies, gateAsks }: AskAtGatesPorts,
  here: EmergencyHere,
  asking: ReadonlyMap<number, boolean>,
  now: number,
): Promise<void> {
  const { compoundId, emergencyId } = here;
  await gateAsks.set(compoundId, emergencyId, asking, now);
  // It may have ended while this was under way: then this came after whoever let its asks go.
  const still = await emergencies.findHere(compoundId, 'real');
  if (still?.emergencyId !== emergencyId) await gateAsks.letGo(compoundId, emergencyId);
}
