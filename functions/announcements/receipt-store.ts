import type { AnnouncementId, CompoundId, HouseId } from '../../shared/ids.ts';

export type SeenIn = { readonly houseId: HouseId; readonly building: number };

/** In which households somebody has opened an announcement. It names a house and nobody in it. */
export interface ReceiptStore {
  /** Once a house, however often it is said; kept until a moment, unix milliseconds. */
  recordSeen(
    id: AnnouncementId,
    seen: SeenIn,
    at: { readonly now: number; readonly keptUntil: number },
  ): Promise<void>;
  /** How many households of a compound, by building. */
  countSeen(compound: CompoundId, id: AnnouncementId): Promise<ReadonlyMap<number, number>>;
  /** Which of these houses. At most 100. */
  seenAmong(id: AnnouncementId, houses: readonly SeenIn[]): Promise<ReadonlySet<HouseId>>;
}
