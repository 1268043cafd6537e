import type { CompoundId } from '../../shared/ids.ts';
import type { StoredEmergency } from './emergency.ts';

/** What measures bring about beside what an emergency keeps itself. */
export interface MeasureEffects {
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
