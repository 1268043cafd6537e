import {
  type BuildingId,
  compoundNumberOf,
  newHealthChangeId,
  type ResidentId,
} from '../../shared/ids.ts';
import { type EmergencyHere, mayConcern } from '../emergencies/index.ts';
import { decideAgain } from '../platform/decide-again.ts';
import { type Failure, fail, isFailure } from '../platform/failure.ts';
import type { RandomBytes } from '../platform/random.ts';
import type { HealthRecord, StatusChange } from './health-record.ts';
import type { HealthRecordStore } from './health-record-store.ts';
import { blankRecord, type Coming, statusAfter } from './status-after.ts';

export type AppendPorts = {
  readonly records: Pick<HealthRecordStore, 'find' | 'change'>;
  /** At least 10 bytes at a time. */
  readonly random: RandomBytes;
};

/** Each try loses to evidence of somebody else; one person has no crowd around them. */
const MOST_TRIES = 5;

/** Evidence about somebody, and who answers for it. */
export type Appending = Coming & {
  readonly residentId: ResidentId;
  readonly buildingId: BuildingId;
};
export type Appended = {
  readonly record: HealthRecord;
  /** That the status has become another by this; absent where it has not. */
  readonly change?: StatusChange;
};

/**
 * Adds evidence to what an emergency knows about somebody: the only way to a status. One write holds
 * the evidence, the status that follows and the change; where somebody was first, it is decided again
 * on what stands there. The same evidence again, in whatever order, comes to the same. Without any,
 * what time has brought about is written down. A drill knows of its own people alone.
 */
export async function appendEvidence(
  { records, random }: AppendPorts,
  here: EmergencyHere,
  { residentId, buildingId, ...coming }: Appending,
  now: number,
): Promise<Appended | Failure> {
  if (!mayConcern(here, residentId)) return fail('drill_specimens_only');
  const changeId = newHealthChangeId(compoundNumberOf(residentId), random(10));
  const blank = blankRecord(here, { residentId, buildingId, audit: coming.audit }, now);
  const seen = (await records.find(here, residentId)) ?? blank;
  let before = seen;
  const after = await decideAgain(seen, MOST_TRIES, {
    decide: (current) => {
      before = current;
      return statusAfter(here.rules, current, { ...coming, changeId }, now);
    },
    write: async (current, next) =>
      (await records.change(here, current.version === 0 ? undefined : current, next)) ?? blank,
  });
  if (isFailure(after)) return after;
  const change = after === before ? undefined : after.changes[before.changes.length];
  return change === undefined ? { record: after } : { record: after, change };
}
