import type { EmergencyHere } from '../emergencies/index.ts';
import { systemFacts } from '../platform/audit.ts';
import { isFailure } from '../platform/failure.ts';
import { type AppendPorts, appendEvidence } from './append-evidence.ts';
import type { HealthRecordStore } from './health-record-store.ts';

export type AdvancePorts = AppendPorts & {
  readonly records: Pick<HealthRecordStore, 'find' | 'change' | 'listDue'>;
};

/** Of one compound in one run; what is left, the next takes up. */
const MOST_IN_A_RUN = 500;

/**
 * Writes down what time has brought about in a compound: statuses that ended, and evidence that has
 * begun to count. A run that comes twice, or late, does the same once. One record that meets a fault
 * stands in no other's way.
 * @returns how many were due
 * @throws the first fault, once the others are done
 */
export async function advanceRecords(
  ports: AdvancePorts,
  here: EmergencyHere,
  now: number,
): Promise<number> {
  const due = await ports.records.listDue(here, now, MOST_IN_A_RUN);
  const faults: unknown[] = [];
  for (const { residentId } of due) {
    await advance(ports, here, residentId, now).catch((fault: unknown) => faults.push(fault));
  }
  if (faults.length > 0) throw faults[0];
  return due.length;
}

async function advance(
  ports: AdvancePorts,
  here: EmergencyHere,
  residentId: Parameters<AdvancePorts['records']['find']>[1],
  now: number,
): Promise<void> {
  const record = await ports.records.find(here, residentId);
  if (record === undefined) return;
  const { buildingId } = record;
  const audit = systemFacts('health_record.advance', now);
  const outcome = await appendEvidence(
    ports,
    here,
    { residentId, buildingId, evidence: [], office: 'clock', audit },
    now,
  );
  if (isFailure(outcome)) throw new Error(`a record that is due stays so: ${outcome.failure}`);
}
