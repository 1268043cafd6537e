import type { Measure } from '../../shared/emergency/measures.ts';
import type { HouseId } from '../../shared/ids.ts';

/** Which measures of an emergency hold at a house at a moment; outside one, none. */
export interface Measures {
  holdsNow(house: HouseId, measure: Measure, nowMs: number): Promise<boolean>;
}
