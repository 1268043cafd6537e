import type { CompoundId, PassId } from '../../shared/ids.ts';
import type { Holders } from '../../shared/messages/gates.ts';

/** What a guard may see of a pass's holder, as the pass said it at a moment. */
export type HolderEntry = {
  readonly passId: PassId;
  readonly maskedName: string;
  readonly building: string;
  /** Unix milliseconds of the issue or renewal that says so. */
  readonly at: number;
};

/** Which of a compound's passes is whose, as far as the gate may know. Written from the stream alone. */
export interface HolderStore {
  /** Everybody, at the current version (see `CompoundVersions`) or a later one. */
  listHolders(compound: CompoundId): Promise<Holders>;
  /**
   * Takes an entry in. The same again, or one that is older than what is known, changes nothing
   * and raises no version.
   */
  recordHolder(entry: HolderEntry): Promise<void>;
  /** Takes out what is known of a pass, unless it says something newer than `at`. */
  removeHolder(passId: PassId, at: number): Promise<void>;
}
