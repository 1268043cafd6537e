import type { GateId, ShiftId } from '../../shared/ids.ts';
import type { GateDeviceActor } from '../platform/actor.ts';
import { type Failure, fail } from '../platform/failure.ts';
import type { ShiftStore } from './shift-store.ts';

/** Ends this device's shift, with a word for whoever comes next. Ended already, nothing changes. */
export async function endShift(
  { shifts }: { readonly shifts: ShiftStore },
  {
    actor,
    gateId,
    shiftId,
    handOverNote,
    endedAt,
    now,
  }: {
    readonly actor: GateDeviceActor;
    readonly gateId: GateId;
    readonly shiftId: ShiftId;
    readonly handOverNote: string | undefined;
    /** By the device, where there was no network then. */
    readonly endedAt?: number | undefined;
    readonly now: number;
  },
): Promise<undefined | Failure> {
  if (actor.gateId !== gateId) return fail('not_permitted');
  const shift = await shifts.findShift(gateId, shiftId);
  if (shift === undefined) return fail('not_found');
  if (shift.deviceId !== actor.deviceId) return fail('not_permitted');
  const at = Math.max(shift.startedAt, Math.min(endedAt ?? now, now));
  await shifts.endShift(gateId, shiftId, { at, handOverNote });
  return undefined;
}
