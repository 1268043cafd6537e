import type { CompoundId, EmergencyId, StreetId } from '../../shared/ids.ts';
import type { EmergencyHere, StoredEmergency } from './emergency.ts';

/** Emergencies of a street, and what acts in each of its compounds. */
export interface EmergencyStore {
  /** @returns what stands there where the same was declared before */
  declare(emergency: StoredEmergency): Promise<'declared' | StoredEmergency>;
  /** Never an older state than was acknowledged. */
  find(emergency: EmergencyId): Promise<StoredEmergency | undefined>;
  /** Newest first. */
  list(street: StreetId): Promise<readonly StoredEmergency[]>;
  /**
   * Puts `after` in the place of `before`, and into each of its compounds what acts there, or takes
   * it from there: all of it or nothing. A compound has one real emergency and one drill at most.
   * @returns what stands there instead where somebody was first
   */
  change(
    before: StoredEmergency,
    after: StoredEmergency,
  ): Promise<'changed' | 'compound_has_one' | StoredEmergency>;
  /** What acts in a compound, as it is written; one read. For the time, ask `emergencyNow`. */
  findHere(compound: CompoundId, mode: EmergencyHere['mode']): Promise<EmergencyHere | undefined>;
}

/**
 * What whoever works in a compound works with now: what is real, and where there is nothing of the
 * kind, a drill. Residents and gates ask `emergencyNow`, and hear of no drill.
 */
export const emergencyOrDrill = async (
  store: Pick<EmergencyStore, 'findHere'>,
  compound: CompoundId,
  now: number,
): Promise<EmergencyHere | undefined> =>
  (await emergencyNow(store, compound, now)) ?? emergencyNow(store, compound, now, 'drill');

/** What acts in a compound now: nothing once its time is over, whatever still stands in the table. */
export async function emergencyNow(
  store: Pick<EmergencyStore, 'findHere'>,
  compound: CompoundId,
  now: number,
  mode: EmergencyHere['mode'] = 'real',
): Promise<EmergencyHere | undefined> {
  const here = await store.findHere(compound, mode);
  return here !== undefined && now < here.until ? here : undefined;
}
