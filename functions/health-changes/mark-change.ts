import type { Evidence } from '../../shared/emergency/evidence.ts';
import type { HealthChangeId } from '../../shared/ids.ts';
import type { EmergencyHere } from '../emergencies/index.ts';
import {
  type AppendPorts,
  appendEvidence,
  type HealthRecord,
  type StatusChange,
} from '../health/index.ts';
import type { AuditFacts } from '../platform/audit.ts';
import { type Failure, isFailure } from '../platform/failure.ts';

export type Marking = {
  readonly record: Pick<HealthRecord, 'residentId' | 'buildingId'>;
  readonly changeId: HealthChangeId;
  /** What it becomes; itself where nothing is to be done any more. */
  readonly become: (change: StatusChange) => StatusChange;
  readonly evidence?: readonly Evidence[];
  readonly office?: StatusChange['office'];
  readonly audit: AuditFacts;
};

/** Notes what became of a change of somebody's status, in the one write in which evidence is added. */
export async function markChange(
  ports: AppendPorts,
  here: EmergencyHere,
  { record, changeId, become, evidence = [], office = 'clock', audit }: Marking,
  now: number,
): Promise<HealthRecord | Failure> {
  const { residentId, buildingId } = record;
  const also = (seen: HealthRecord): HealthRecord => ({
    ...seen,
    changes: seen.changes.map((change) => (change.changeId === changeId ? become(change) : change)),
  });
  const appending = { residentId, buildingId, evidence, office, also, audit };
  const outcome = await appendEvidence(ports, here, appending, now);
  return isFailure(outcome) ? outcome : outcome.record;
}
