import type { Measure } from '../../shared/emergency/measures.ts';
import type { CompoundId } from '../../shared/ids.ts';

/** Which measures of an emergency hold in a compound at a moment; outside one, none. */
export interface Measures {
  holdsNow(compound: CompoundId, measure: Measure, nowMs: number): Promise<boolean>;
}
