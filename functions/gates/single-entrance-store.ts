import type { Closure } from '../../shared/gate/gate-rules.ts';
import type { CompoundId, GateId } from '../../shared/ids.ts';
import type { Closing } from './closing.ts';
import type { SingleEntranceRecord } from './single-entrance.ts';

export type GateClosing = {
  readonly gateId: GateId;
  /** Absent where the gate is open. */
  readonly closed?: Closure | undefined;
  readonly closings: readonly Closing[];
};

/** The single entrance of a compound, and its gates with it. */
export interface SingleEntranceStore {
  /** As last acknowledged. */
  find(compound: CompoundId): Promise<SingleEntranceRecord | undefined>;
  /** Of at most 100 compounds; those that never had one are left out. */
  findAll(compounds: readonly CompoundId[]): Promise<readonly SingleEntranceRecord[]>;
  /**
   * Writes the record, whose version is one more than the one that was seen, and closes or opens
   * every gate named: all of it or nothing. The gates' version goes up.
   */
  change(
    record: SingleEntranceRecord,
    gates: readonly GateClosing[],
  ): Promise<'changed' | 'conflict'>;
}
