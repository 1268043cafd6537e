import type { EmergencyId, StreetId } from '../../shared/ids.ts';
import type { StoredDestruction } from './destruction.ts';

/** The destruction of each emergency and its certificate, one item, kept for good. */
export interface DestructionStore {
  /** Never an older state than was acknowledged. */
  find(emergency: EmergencyId): Promise<StoredDestruction | undefined>;
  /** Newest first. */
  list(street: StreetId): Promise<readonly StoredDestruction[]>;
  /**
   * Puts `after` in the place of `before`, or where nothing stood; where the key was destroyed, also
   * the facts of the deletion of everything that was known under it.
   * @returns what stands there instead where somebody was first
   */
  change(
    before: StoredDestruction | undefined,
    after: StoredDestruction,
  ): Promise<'changed' | StoredDestruction>;
}
