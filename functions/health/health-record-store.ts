import type { BuildingId, CompoundId, ResidentId } from '../../shared/ids.ts';
import type { EmergencyHere } from '../emergencies/index.ts';
import type { HealthRecord } from './health-record.ts';

/** A change as lists show it. */
export type ChangeRow = {
  readonly changeId: string;
  readonly at: number;
  readonly residentId: ResidentId;
  readonly buildingId: BuildingId;
  readonly from: string;
  readonly to: string;
};

/** Somebody whose status is another than the usual one. */
export type StandingRow = {
  readonly residentId: ResidentId;
  readonly buildingId: BuildingId;
  readonly value: string;
  readonly since: number;
  readonly until?: number;
};

/**
 * What an emergency knows about people. Every item is sealed under the emergency's data key, and its
 * name is keyed by it too: without the key no item says whose it is, or what.
 */
export interface HealthRecordStore {
  /** Never an older state than was acknowledged. */
  find(here: EmergencyHere, resident: ResidentId): Promise<HealthRecord | undefined>;
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
  listDue(
    here: EmergencyHere,
    until: number,
    most: number,
  ): Promise<readonly { readonly residentId: ResidentId; readonly at: number }[]>;
  /** What became another between two moments, in that order; costs what it returns. */
  listChanges(here: EmergencyHere, from: number, until: number): Promise<readonly ChangeRow[]>;
  /** Everybody whose status is not the usual one. */
  listStanding(here: EmergencyHere): Promise<readonly StandingRow[]>;
  /** How many records there are in a compound of an emergency, for the count before destruction. */
  count(here: Pick<EmergencyHere, 'emergencyId'>, compound: CompoundId): Promise<number>;
}
