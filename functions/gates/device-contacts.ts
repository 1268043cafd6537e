import type { CompoundId, GateDeviceId } from '../../shared/ids.ts';

/** When each device last asked for its list. */
export interface DeviceContacts {
  /**
   * Notes that a device asks now: written at most every quarter of an hour, and never in the way
   * of the answer.
   */
  note(device: GateDeviceId, nowMs: number): Promise<void>;
  /** Unix milliseconds of the last contact that was written; a device silent for a month is left out. */
  listContacts(compound: CompoundId, nowMs: number): Promise<ReadonlyMap<GateDeviceId, number>>;
}
