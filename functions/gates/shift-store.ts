import type { GateDeviceId, GateId, ShiftId } from '../../shared/ids.ts';
import type { Shift } from './shift.ts';

export type RefusedRelief = {
  readonly gateId: GateId;
  readonly deviceId: GateDeviceId;
  readonly shiftId: ShiftId;
  /** As it was claimed. */
  readonly guardName: string;
  /** Unix milliseconds. */
  readonly at: number;
};

/** Who stood at which gate, and what they left to say. */
export interface ShiftStore {
  findShift(gate: GateId, shift: ShiftId): Promise<Shift | undefined>;
  /** The gate's newest shifts, newest first, whatever their device. */
  listLatest(gate: GateId, most: number): Promise<readonly Shift[]>;
  /** Records a new shift and ends the given open ones at its start: all of it or nothing. */
  startShift(shift: Shift, ending: readonly Shift[]): Promise<'started' | 'changed'>;
  /**
   * Records a shift that began without a network, once for ever.
   * @returns the shift that stands there: this one, or the one recorded before
   */
  recordRelief(shift: Shift): Promise<Shift>;
  /** Notes, once a shift, that somebody's being on duty was claimed and not proven. */
  noteRefusedRelief(refused: RefusedRelief): Promise<void>;
  /** Ends a shift once; the first end and its note stay. */
  endShift(
    gate: GateId,
    shift: ShiftId,
    end: { readonly at: number; readonly handOverNote?: string | undefined },
  ): Promise<'ended' | 'already' | 'missing'>;
}
