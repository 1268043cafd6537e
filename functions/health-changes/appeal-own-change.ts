import { ANSWERED_WITHIN_HOURS } from '../../shared/emergency/deadlines.ts';
import type { HealthChangeId } from '../../shared/ids.ts';
import type { OwnHealth } from '../../shared/messages/health-changes.ts';
import type { Sealings } from '../emergencies/index.ts';
import {
  type AppendPorts,
  accountNameOf,
  actingFor,
  nameOf,
  type OwnHealthInput,
  type StatusChange,
} from '../health/index.ts';
import { factsOf } from '../platform/audit.ts';
import { type Failure, fail, isFailure } from '../platform/failure.ts';
import { type SpeaksForPorts, speaksFor } from '../residents/index.ts';
import type { ChangeStore } from './change-store.ts';
import { markChange } from './mark-change.ts';
import type { OfficerPorts } from './officer.ts';
import { shownOwnHealth } from './shown-own-health.ts';
import { mayAppeal } from './told-in-time.ts';

const HOUR_MS = 3_600_000;

export type AppealOwnChangePorts = OfficerPorts &
  SpeaksForPorts &
  AppendPorts & {
    readonly sealings: Pick<Sealings, 'of'>;
    readonly changes: Pick<ChangeStore, 'noteAppeal'>;
  };
export type AppealOwnChangeInput = OwnHealthInput & {
  readonly changeId: HealthChangeId;
  readonly text: string;
};

/** Somebody says that a change of their status is wrong: one tap, and another office has to answer. */
export async function appealOwnChange(
  ports: AppealOwnChangePorts,
  { actor, residentId, changeId, text, now }: AppealOwnChangeInput,
): Promise<OwnHealth | Failure> {
  const resident = await speaksFor(ports, { actor, residentId });
  if (isFailure(resident)) return resident;
  const here = await actingFor(ports, residentId, { measure: 'registration', now });
  if (isFailure(here)) return here;
  const record = await ports.records.find(here, residentId);
  const change = record?.changes.find((one) => one.changeId === changeId);
  if (record === undefined || change === undefined) return fail('not_found');
  const sealing = await ports.sealings.of(here);
  if (sealing === undefined) throw new Error('the key of an emergency is gone');
  const statusName = nameOf(sealing, residentId);
  // One tap that came twice is one.
  if (change.appeal !== undefined) return shownOwnHealth(here, record, { statusName, now });
  if (!mayAppeal(change, now)) return fail('state_conflict');

  const what = {
    action: 'own_health.appeal',
    place: here.compoundId,
    purpose: 'emergency',
    now,
  } as const;
  const audit = { ...factsOf(actor, what), by: accountNameOf(sealing, actor.accountId) };
  const answerBy = now + ANSWERED_WITHIN_HOURS * HOUR_MS;
  const become = (one: StatusChange): StatusChange => {
    if (!mayAppeal(one, now)) return one;
    // Who says that it is wrong knows of it.
    const told = one.told ?? { at: now, by: 'phone' };
    return { ...one, told, appeal: { at: now, by: 'page', text, answerBy } };
  };
  await ports.changes.noteAppeal(here, { changeId, residentId, at: now });
  const marked = await markChange(ports, here, { record, changeId, become, audit }, now);
  return isFailure(marked) ? marked : shownOwnHealth(here, marked, { statusName, now });
}
