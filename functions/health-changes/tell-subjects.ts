import type { CompoundId, StaffId } from '../../shared/ids.ts';
import type { NotificationRecipient } from '../../shared/messages/notifications.ts';
import {
  type AppendPorts,
  type RecordChange,
  type StatusChange,
  type ToldNotes,
  tellOfEmergency,
} from '../health/index.ts';
import type { NotifyPorts } from '../notifications/index.ts';
import { systemFacts } from '../platform/audit.ts';
import { isFailure } from '../platform/failure.ts';
import { livesHere, type ResidentStore } from '../residents/index.ts';
import type { ChangeStore } from './change-store.ts';
import { markChange } from './mark-change.ts';
import { mustBeTold } from './told-in-time.ts';

export type TellSubjectsPorts = AppendPorts &
  NotifyPorts & {
    readonly residents: Pick<ResidentStore, 'findResident'>;
    readonly told: Pick<ToldNotes, 'note'>;
    readonly changes: Pick<ChangeStore, 'putCall'>;
    /** Who of the community is on duty there now; nobody where no plan says. */
    readonly onDuty: (compound: CompoundId, nowMs: number) => Promise<readonly StaffId[]>;
  };
type Subject = Pick<RecordChange, 'here' | 'after'>;

/**
 * Tells people that their status became severer: on their phone, or by a call where they have none.
 * Nothing of what it is stands in what is sent. Comes again, nobody is told twice.
 */
export async function tellSubjects(
  ports: TellSubjectsPorts,
  changes: readonly RecordChange[],
  now: number,
): Promise<void> {
  // The last image of a record has all of its changes.
  const latest = new Map(changes.map((one) => [one.after.residentId, one]));
  for (const subject of latest.values()) {
    for (const change of subject.after.changes) {
      if (mustBeTold(change, now)) await tell(ports, subject, change, now);
    }
  }
}

/** Whoever is on duty by the plan calls; where no plan says, every community worker there. */
async function callersAt(
  { onDuty }: TellSubjectsPorts,
  compoundId: CompoundId,
  now: number,
): Promise<readonly NotificationRecipient[]> {
  const staff = await onDuty(compoundId, now);
  if (staff.length > 0) return staff.map((one) => ({ staff: one }));
  return [{ role: 'community_worker', at: compoundId }];
}

async function tell(
  ports: TellSubjectsPorts,
  { here, after }: Subject,
  { changeId, at }: StatusChange,
  now: number,
): Promise<void> {
  const { residentId, buildingId } = after;
  const { compoundId } = here;
  const audit = systemFacts('health_change.tell', now);
  const resident = await ports.residents.findResident(residentId);
  const account = resident !== undefined && livesHere(resident) ? resident.accountId : undefined;
  if (account === undefined) {
    const call = { changeId, residentId, buildingId, at, tries: 0, done: false, version: 1, audit };
    const stands = await ports.changes.putCall(here, call);
    // Somebody has called already. Where nobody has, whoever was told of it is not told again.
    if (stands !== 'put' && stands?.done !== false) return;
    for (const to of await callersAt(ports, compoundId, now)) {
      await tellOfEmergency(ports, here, {
        template: 'health_call_due',
        parameters: {},
        compoundId,
        key: `health-call#${changeId}`,
        to,
        urgency: 'urgent',
        at,
        link: '/health-changes',
      });
    }
    return;
  }
  await tellOfEmergency(ports, here, {
    template: 'health_status_changed',
    parameters: {},
    compoundId,
    key: `health#${changeId}`,
    to: { account },
    urgency: 'urgent',
    at,
    link: '/health',
  });
  const become = (change: StatusChange): StatusChange =>
    mustBeTold(change, now) ? { ...change, told: { at: now, by: 'phone' } } : change;
  const marked = await markChange(ports, here, { record: after, changeId, become, audit }, now);
  if (isFailure(marked)) throw new Error(`that somebody was told is not noted: ${marked.failure}`);
}
