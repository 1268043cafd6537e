import type { CompoundId, ResidentId } from '../../shared/ids.ts';
import type { EmergencyHere } from '../emergencies/index.ts';
import type { HealthRecord } from './health-record.ts';
import type { ChangeRow, DueRow, StandingRow } from './health-rows.ts';

/**
 * What an emergency knows about people. Every item is sealed under the emergency's data key, and its
 * name is keyed by it too: without the key no item says whose it is, or what.
 */
export interface HealthRecordStore {
  /** Never an older state than was acknowledged. */
  find(here: EmergencyHere, resident: ResidentId): Promise<HealthRecord | undefined>;
  /** By the name under which it lies, in the compound of `here`. */
  findNamed(here: EmergencyHere, name: string): Promise<HealthRecord | undefined>;
  /**
   * Puts `after` in the place of `before`: one conditional write, one winner.
   * @returns what stands there instead where somebody was first
   */
  change(
    here: EmergencyHere,
    before: HealthRecord | undefined,
    after: HealthRecord,
  ): Promise<'changed' | HealthRecord | undefined>;
  /** Whom the clock has something to do with until a moment: one query, however many records there are. */
  listDue(here: EmergencyHere, until: number, most: number): Promise<readonly DueRow[]>;
  /** What became another from a moment on and before another, in that order; costs what it returns. */
  listChanges(here: EmergencyHere, from: number, until: number): Promise<readonly ChangeRow[]>;
  /** Everybody whose status is not the usual one. */
  listStanding(here: EmergencyHere): Promise<readonly StandingRow[]>;
  /** How many records there are in a compound of an emergency, for the count before destruction. */
  count(here: Pick<EmergencyHere, 'emergencyId'>, compound: CompoundId): Promise<number>;
}
