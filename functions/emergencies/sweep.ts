import type { EmergencyId } from '../../shared/ids.ts';
import type { Sweeping } from './destruction.ts';

/** The look through the whole table for whatever still names an emergency. */
export interface Sweep {
  /**
   * Looks at so many items more.
   * @returns where it is now; `isWhole` once it has seen everything
   */
  goOn(
    emergency: EmergencyId,
    sweeping: Sweeping,
    most: number,
  ): Promise<{
    readonly sweeping: Sweeping;
    readonly isWhole: boolean;
    /** The keys of what it found just now and should not have, for the operators; a few. */
    readonly found: readonly string[];
  }>;
}
