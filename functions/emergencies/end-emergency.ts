import type { EmergencyId } from '../../shared/ids.ts';
import type { CompoundStore } from '../compounds/index.ts';
import type { StaffActor } from '../platform/actor.ts';
import { type Failure, fail } from '../platform/failure.ts';
import { type AnnounceEmergencyPorts, announceEmergency } from './announce-emergency.ts';
import type { StoredEmergency } from './emergency.ts';
import { stateAt } from './emergency-state.ts';
import type { EmergencyStore } from './emergency-store.ts';
import { type MeasureEffects, stopMeasures } from './measure-effects.ts';
import { emergencyFacts, grantOver, officeOf } from './reach.ts';

export type EndEmergencyPorts = AnnounceEmergencyPorts & {
  readonly emergencies: Pick<EmergencyStore, 'find' | 'change'>;
  readonly compounds: Pick<CompoundStore, 'listCompounds'>;
  readonly effects: Pick<MeasureEffects, 'stop'>;
};

/** Each try loses to somebody who decided about it. */
const MOST_TRIES = 4;

/**
 * Ends it before its day: one office is enough, whichever it is. Its measures stop in every compound
 * at once; what was known is destroyed once another office has confirmed it, or time has. What has
 * ended already stays as it is.
 */
export async function endEmergency(
  ports: EndEmergencyPorts,
  {
    actor,
    emergencyId,
    now,
  }: { readonly actor: StaffActor; readonly emergencyId: EmergencyId; readonly now: number },
): Promise<Pick<StoredEmergency, 'emergencyId' | 'version'> | Failure> {
  const entries = await ports.compounds.listCompounds();
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const before = await ports.emergencies.find(emergencyId);
    if (before === undefined) return fail('not_permitted');
    const { scope, streetId } = before;
    const grant = grantOver(actor, 'emergency.end', { scope, entries, now });
    if (grant === undefined) return fail('not_permitted');
    const state = stateAt(before, now);
    if (state === 'ended' || state === 'destroyed') return { emergencyId, version: before.version };
    if (state !== 'open') return fail('state_conflict');
    const office = officeOf(grant);
    const after: StoredEmergency = {
      ...before,
      state: 'ended',
      ended: { by: { by: actor.staffId, office, at: now }, at: now },
      version: before.version + 1,
      audit: emergencyFacts(actor, { action: 'emergency.end', office, streetId, now }),
    };
    if ((await ports.emergencies.change(before, after)) !== 'changed') continue;
    await stopMeasures(ports.effects, after, now);
    await announceEmergency(ports, after, now);
    return { emergencyId, version: after.version };
  }
  return fail('state_conflict');
}
