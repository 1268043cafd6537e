import type { CompoundId, HouseId } from '../../shared/ids.ts';
import type { Move } from './moving-out.ts';

/** Who moved out, as it was recorded, and what of it is not brought about yet. */
export interface MovingOutStore {
  recordMove(move: Move): Promise<void>;
  /** Those of a house that are recorded and not done. */
  listOpenMovesOfHouse(house: HouseId): Promise<readonly Move[]>;
  /** The same of a compound: one query. */
  listOpenMoves(compound: CompoundId): Promise<readonly Move[]>;
  /** Notes that all of it is done; again, nothing changes. */
  noteDone(move: Move, audit: Move['audit']): Promise<void>;
}
