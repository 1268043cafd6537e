import * as z from 'zod';
import { GateDeviceId, GateId, newShiftId, ShiftId, StaffId } from '../../shared/ids.ts';
import type { RandomBytes } from '../platform/random.ts';

/** The longest duty there is: twelve hours and a late relief. The names go from the device then. */
export const LONGEST_SHIFT_MS = 14 * 3_600_000;

export const SHIFT_LIFECYCLE = [
  { from: 'none', to: 'open', by: 'a guard of the compound, at an enrolled device' },
  {
    from: 'none',
    to: 'open',
    by: 'a guard’s PIN at a device without network, within 28 hours of the shift that it relieves; recorded when the device reports it',
  },
  { from: 'none', to: 'refused', by: 'the server, where a reported PIN is not proven' },
  { from: 'open', to: 'ended', by: 'the same device' },
  { from: 'open', to: 'ended', by: 'the next shift on the same device' },
  { from: 'open', to: 'ended', by: 'time, 14 hours after it started' },
] as const;

export const Shift = z.object({
  shiftId: ShiftId,
  gateId: GateId,
  deviceId: GateDeviceId,
  staffId: StaffId,
  /** Masked, as it was then; shifts of an earlier release have none. */
  guardName: z.string().optional(),
  /** Unix milliseconds. */
  startedAt: z.number().int(),
  /** Unix milliseconds. */
  endedAt: z.number().int().optional(),
  handOverNote: z.string().optional(),
  /** Begun without a network, by PIN: the shift in which the device was given the guard's entry. */
  reliefOf: ShiftId.optional(),
  /** Unix milliseconds, exclusive, of a relief: less than fourteen hours where the names are older. */
  endsBy: z.number().int().optional(),
});
export type Shift = z.infer<typeof Shift>;

/** Unix milliseconds, exclusive. */
export function endsBy(shift: Pick<Shift, 'startedAt' | 'endsBy'>): number {
  return shift.endsBy ?? shift.startedAt + LONGEST_SHIFT_MS;
}

export function isOpen(shift: Shift, nowMs: number): boolean {
  return shift.endedAt === undefined && nowMs < endsBy(shift);
}

/** Ids of one gate sort by start: six bytes of time, then chance. */
export function drawShiftId(compound: number, startedAt: number, random: RandomBytes): ShiftId {
  const bytes = Buffer.alloc(10);
  bytes.writeUIntBE(startedAt, 0, 6);
  bytes.set(random(4), 6);
  return newShiftId(compound, bytes);
}
