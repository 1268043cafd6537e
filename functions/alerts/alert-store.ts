import type { HealthChangeId } from '../../shared/ids.ts';
import type { EmergencyHere } from '../emergencies/index.ts';
import type { StoredAlert } from './alert.ts';

/** The alerts of an emergency in a compound, sealed under its key. */
export interface AlertStore {
  /** @returns what stands there where the same change was raised before */
  raise(here: EmergencyHere, alert: StoredAlert): Promise<'raised' | StoredAlert>;
  find(here: EmergencyHere, change: HealthChangeId): Promise<StoredAlert | undefined>;
  /**
   * Puts `after` in the place of `before`, and when it goes on beside it: both or neither.
   * @returns what stands there instead where somebody was first
   */
  change(
    here: EmergencyHere,
    before: StoredAlert,
    after: StoredAlert,
  ): Promise<'changed' | StoredAlert>;
  /** All of them, the newest first: costs what it returns. */
  list(here: EmergencyHere): Promise<readonly StoredAlert[]>;
  /** Whose next level is due by then: one query, however many there are. */
  listDue(here: EmergencyHere, until: number, most: number): Promise<readonly HealthChangeId[]>;
}
