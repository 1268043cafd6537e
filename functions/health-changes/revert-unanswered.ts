import type { ResidentId } from '../../shared/ids.ts';
import type { EmergencyHere } from '../emergencies/index.ts';
import type { AppendPorts, HealthRecordStore, StatusChange } from '../health/index.ts';
import { systemFacts } from '../platform/audit.ts';
import { isFailure } from '../platform/failure.ts';
import type { ChangeStore } from './change-store.ts';
import { markChange } from './mark-change.ts';
import { takingBack } from './take-back.ts';
import { isUnanswered } from './told-in-time.ts';

/** Of one compound in one run; what is left, the next takes up. */
const MOST_IN_A_RUN = 500;

export type RevertPorts = AppendPorts & {
  readonly records: Pick<HealthRecordStore, 'find' | 'listDue'>;
  readonly changes: Pick<ChangeStore, 'forgetAppeal'>;
};

/**
 * Takes back every change for which nobody answered in time: of which somebody was not told, or whose
 * appeal got no answer. A run that comes twice, or late, does the same once.
 * @returns how many went back
 * @throws the first fault, once the others are done
 */
export async function revertUnanswered(
  ports: RevertPorts,
  here: EmergencyHere,
  now: number,
): Promise<number> {
  const due = await ports.records.listDue(here, now, MOST_IN_A_RUN);
  const faults: unknown[] = [];
  let count = 0;
  for (const residentId of new Set(due.map((row) => row.residentId))) {
    try {
      count += await revert(ports, here, residentId, now);
    } catch (fault) {
      faults.push(fault);
    }
  }
  if (faults.length > 0) throw faults[0];
  return count;
}

async function revert(
  ports: RevertPorts,
  here: EmergencyHere,
  residentId: ResidentId,
  now: number,
): Promise<number> {
  let record = await ports.records.find(here, residentId);
  const overdue = (record?.changes ?? []).filter((change) => isUnanswered(change, now));
  for (const change of overdue) {
    if (record === undefined) return 0;
    const { changeId } = change;
    const become = (one: StatusChange): StatusChange =>
      isUnanswered(one, now) ? { ...one, takenBackAt: now } : one;
    const evidence = [takingBack(record, change, { source: { by: 'clock' }, now })];
    const audit = systemFacts('health_change.revert', now);
    const outcome = await markChange(
      ports,
      here,
      { record, changeId, become, evidence, audit },
      now,
    );
    if (isFailure(outcome)) throw new Error(`a change stays that must go: ${outcome.failure}`);
    record = outcome;
    if (change.appeal !== undefined) await ports.changes.forgetAppeal(here, changeId);
  }
  return overdue.length;
}
