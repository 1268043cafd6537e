import type { CompoundId } from '../../shared/ids.ts';
import { type EmergencyHere, hereOf, type StoredEmergency } from './emergency.ts';

/** What measures bring about beside what an emergency keeps itself. No drill brings about anything. */
export interface MeasureEffects {
  /** Brings about in a compound what the measures there say, as it is to be now. Safe to repeat. */
  keep(here: EmergencyHere, now: number): Promise<void>;
  /** Takes back in a compound whatever they brought about there. Safe to repeat. */
  stop(emergency: StoredEmergency, compound: CompoundId, now: number): Promise<void>;
}

/** Measures stop when their emergency does, in every compound in which it acted. */
export async function stopMeasures(
  effects: Pick<MeasureEffects, 'stop'>,
  emergency: StoredEmergency,
  now: number,
): Promise<void> {
  for (const compound of emergency.compounds) await effects.stop(emergency, compound, now);
}

/** Measures begin at once, in every compound in which it acts; the clock goes on with them. */
export async function startMeasures(
  effects: Pick<MeasureEffects, 'keep'>,
  emergency: StoredEmergency,
  now: number,
): Promise<void> {
  for (const compound of emergency.compounds) await effects.keep(hereOf(emergency, compound), now);
}
