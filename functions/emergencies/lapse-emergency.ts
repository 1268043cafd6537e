import { systemFacts } from '../platform/audit.ts';
import { type AnnounceEmergencyPorts, announceEmergency } from './announce-emergency.ts';
import type { StoredEmergency } from './emergency.ts';
import { stateAt } from './emergency-state.ts';
import type { EmergencyStore } from './emergency-store.ts';
import { type MeasureEffects, stopMeasures } from './measure-effects.ts';

export type LapseEmergencyPorts = AnnounceEmergencyPorts & {
  readonly emergencies: Pick<EmergencyStore, 'change'>;
  readonly effects: Pick<MeasureEffects, 'stop'>;
};

/** What a decision could not put up, because it was broken off, is put up within this. */
const ANNOUNCED_WITHIN_MS = 86_400_000;

/** As time has made it; itself where it has not. */
function afterTime(emergency: StoredEmergency, now: number): StoredEmergency {
  const state = stateAt(emergency, now);
  if (state === emergency.state) return emergency;
  const changed = { ...emergency, state, version: emergency.version + 1 };
  const { streetId: place } = emergency;
  const by = (action: string) => ({ audit: { ...systemFacts(action, now), place } });
  if (state === 'lapsed') return { ...changed, ...by('emergency.lapse') };
  return { ...changed, ...by('emergency.end'), ended: { by: 'clock', at: now } };
}

/**
 * What time does with an emergency: a declaration that nobody confirmed in time lapses, what is over
 * by its day ends, and what was decided lately is announced if it is not yet. Broken off anywhere,
 * the next run makes up for it.
 */
export async function lapseEmergency(
  ports: LapseEmergencyPorts,
  before: StoredEmergency,
  now: number,
): Promise<void> {
  const after = afterTime(before, now);
  // Where somebody decided meanwhile, the next run sees what.
  if (after !== before && (await ports.emergencies.change(before, after)) !== 'changed') return;
  if (after.state === 'ended') await stopMeasures(ports.effects, after, now);
  if (now - after.audit.at < ANNOUNCED_WITHIN_MS) await announceEmergency(ports, after, now);
}
