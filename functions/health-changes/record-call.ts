import { ANSWERED_WITHIN_HOURS } from '../../shared/emergency/deadlines.ts';
import type { HealthChangeId } from '../../shared/ids.ts';
import type { AppendPorts, HealthRecordStore, StatusChange } from '../health/index.ts';
import { factsOf } from '../platform/audit.ts';
import { type Failure, fail, isFailure } from '../platform/failure.ts';
import type { ChangeStore } from './change-store.ts';
import { markChange } from './mark-change.ts';
import { type OfficerInput, type OfficerPorts, officerAt } from './officer.ts';
import type { HealthCall } from './proposal.ts';
import { mayAppeal, mustBeTold } from './told-in-time.ts';

const HOUR_MS = 3_600_000;

export type RecordCallPorts = OfficerPorts &
  AppendPorts & {
    readonly records: Pick<HealthRecordStore, 'find'>;
    readonly changes: Pick<ChangeStore, 'findCall' | 'putCall' | 'noteAppeal'>;
  };
export type RecordCallInput = OfficerInput & {
  readonly changeId: HealthChangeId;
  readonly outcome: 'told' | 'not_reached';
  /** What they said where they say that it is wrong. */
  readonly appeal?: string | undefined;
};

/** Somebody without a phone was called, and knows: from then on what they may do has its time. */
export async function recordCall(
  ports: RecordCallPorts,
  input: RecordCallInput,
): Promise<undefined | Failure> {
  const { actor, compoundId, changeId, outcome, appeal: said, now } = input;
  const action = 'health_call.record';
  const officer = await officerAt(ports, input, action);
  if (isFailure(officer)) return officer;
  const { here } = officer;
  const call = await ports.changes.findCall(here, changeId);
  if (call === undefined) return fail('not_found');
  if (call.done) return fail('state_conflict');
  const record = await ports.records.find(here, call.residentId);
  const change = record?.changes.find((one) => one.changeId === changeId);
  if (change === undefined || !mustBeTold(change, now)) return fail('state_conflict');

  const audit = factsOf(actor, { action, place: compoundId, purpose: 'emergency', now });
  if (outcome === 'told') {
    const become = (one: StatusChange): StatusChange => {
      if (!mustBeTold(one, now)) return one;
      const told: StatusChange = { ...one, told: { at: now, by: 'call' } };
      return said === undefined || !mayAppeal(one, now)
        ? told
        : { ...told, appeal: appealAt(said, now) };
    };
    if (said !== undefined) {
      await ports.changes.noteAppeal(here, { changeId, residentId: call.residentId, at: now });
    }
    const marked = await markChange(ports, here, { record: call, changeId, become, audit }, now);
    if (isFailure(marked)) return marked;
  }
  const after: HealthCall = {
    ...call,
    tries: call.tries + (outcome === 'told' ? 0 : 1),
    done: outcome === 'told',
    version: call.version + 1,
    audit,
  };
  return (await ports.changes.putCall(here, after)) === 'put' ? undefined : fail('state_conflict');
}

const appealAt = (text: string, now: number): NonNullable<StatusChange['appeal']> => ({
  at: now,
  by: 'call',
  text,
  answerBy: now + ANSWERED_WITHIN_HOURS * HOUR_MS,
});
