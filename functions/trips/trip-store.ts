import type { HouseId } from '../../shared/ids.ts';
import type { EmergencyHere } from '../emergencies/index.ts';
import type { AuditFacts } from '../platform/audit.ts';

/** A household on a day in Shanghai. */
export type HouseDay = { readonly houseId: HouseId; readonly day: string };

/** An emergency that counts trips, and how many a household has. */
export type CountingHere = EmergencyHere & { readonly tripsPerDay: number };

export type Counted = {
  readonly counted: boolean;
  readonly left: number;
};

/**
 * How many trips households have left. Nothing in it says whose they are without the emergency's key,
 * nor that two days are of one household; all of it goes with the emergency.
 */
export interface TripStore {
  /**
   * Takes one trip: one conditional write, whoever else leaves at the same moment. The scan that has
   * taken one before takes no other; where none is left, nothing is written.
   * @param scan names the scan for ever
   */
  take(here: CountingHere, of: HouseDay, scan: string): Promise<Counted>;
  /** Whether this scan has taken a trip of that day. */
  hasTaken(here: CountingHere, of: HouseDay, scan: string): Promise<boolean>;
  left(here: CountingHere, of: HouseDay): Promise<number>;
  /** Gives more, once for a key, with the reason beside it. @returns how many are left by then */
  grant(
    here: CountingHere,
    of: HouseDay,
    grant: {
      readonly key: string;
      readonly trips: number;
      readonly reason: string;
      readonly audit: AuditFacts;
    },
  ): Promise<number>;
}
