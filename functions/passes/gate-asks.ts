import type { CompoundId } from '../../shared/ids.ts';

/**
 * Passes that ask at the gate for a reason that no gate and no pass says: it stands in the status
 * list alone, as one bit among those of everybody.
 */
export interface GateAsks {
  /**
   * From now on these passes, by their index, ask or do so no more. Safe to repeat: the list's version
   * goes up only where it says something else by that. Where there are no passes yet, nothing.
   * @param cause what they ask for; what was asked for another is over
   */
  set(
    compound: CompoundId,
    cause: string,
    asking: ReadonlyMap<number, boolean>,
    now: number,
  ): Promise<void>;
  /** None asks for this cause any more, and none ever did: nothing of it is left. */
  letGo(compound: CompoundId, cause: string): Promise<void>;
}
