import type { EmergencyId } from '../../shared/ids.ts';
import type { CompoundStore } from '../compounds/index.ts';
import type { StaffActor } from '../platform/actor.ts';
import { type Failure, fail } from '../platform/failure.ts';
import type { StoredEmergency } from './emergency.ts';
import { isEndUnconfirmed } from './emergency-state.ts';
import type { EmergencyStore } from './emergency-store.ts';
import { emergencyFacts, grantOver, officeOf } from './reach.ts';

export type ConfirmEndPorts = {
  readonly emergencies: Pick<EmergencyStore, 'find' | 'change'>;
  readonly compounds: Pick<CompoundStore, 'listCompounds'>;
};

/**
 * Another person of another office agrees that an emergency has ended: what it knew is destroyed from
 * now on, and cannot be asked for any more.
 */
export async function confirmEnd(
  ports: ConfirmEndPorts,
  {
    actor,
    emergencyId,
    now,
  }: { readonly actor: StaffActor; readonly emergencyId: EmergencyId; readonly now: number },
): Promise<Pick<StoredEmergency, 'emergencyId' | 'version'> | Failure> {
  const [before, entries] = await Promise.all([
    ports.emergencies.find(emergencyId),
    ports.compounds.listCompounds(),
  ]);
  if (before === undefined) return fail('not_permitted');
  const { scope, streetId, ended } = before;
  const reached = { scope, entries, now };
  if (grantOver(actor, 'emergency.end', reached) === undefined) return fail('not_permitted');
  if (ended === undefined || ended.by === 'clock' || !isEndUnconfirmed(before, now)) {
    return fail('state_conflict');
  }
  const grant = grantOver(actor, 'emergency.end', { ...reached, not: ended.by.office });
  if (grant === undefined || ended.by.by === actor.staffId) return fail('other_office');

  const office = officeOf(grant);
  const after: StoredEmergency = {
    ...before,
    ended: { ...ended, confirmed: { by: actor.staffId, office, at: now } },
    version: before.version + 1,
    audit: emergencyFacts(actor, { action: 'emergency.end', office, streetId, now }),
  };
  if ((await ports.emergencies.change(before, after)) !== 'changed') return fail('state_conflict');
  return { emergencyId, version: after.version };
}
