import type { HouseId, ResidentId } from '../../shared/ids.ts';
import type { Occupancy } from '../../shared/messages/houses.ts';

/** Somebody's time in a house, without a name: that goes with the resident. */
export type StoredOccupancy = Omit<Occupancy, 'maskedName'>;

/** Who lived in which house from when to when. */
export interface OccupancyStore {
  /** In no particular order. */
  listOccupancy(house: HouseId, nowMs: number): Promise<readonly StoredOccupancy[]>;
  /** Notes that somebody lives there; the first day that was noted stays. */
  noteLiving(
    house: HouseId,
    living: Pick<StoredOccupancy, 'residentId' | 'tie' | 'from'>,
  ): Promise<void>;
  /** Notes the last day, once; it is kept for three years from then on. */
  noteLeft(house: HouseId, resident: ResidentId, until: string): Promise<void>;
}
