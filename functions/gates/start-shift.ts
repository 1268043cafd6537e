import { compoundNumberOf, compoundOf, type GateId } from '../../shared/ids.ts';
import type { Shift as ShiftAnswer } from '../../shared/messages/gates.ts';
import { type GateDeviceActor, mayAct, type StaffActor } from '../platform/actor.ts';
import { type Failure, fail } from '../platform/failure.ts';
import type { RandomBytes } from '../platform/random.ts';
import { type GateKeys, shiftKeyOf, wrapForDevice } from './device-secrets.ts';
import type { GateDirectory } from './gate-directory.ts';
import { drawShiftId, endsBy, isOpen, LONGEST_SHIFT_MS, type Shift } from './shift.ts';
import type { ShiftPinStore } from './shift-pin-store.ts';
import type { ShiftStore } from './shift-store.ts';

export type StartShiftPorts = {
  readonly directory: GateDirectory;
  readonly shifts: ShiftStore;
  readonly pins: ShiftPinStore;
  /** What the page calls a guard: masked, and undefined for somebody who is not there any more. */
  readonly guardNameOf: (guard: StaffActor) => Promise<string | undefined>;
  readonly keys: GateKeys;
  readonly random: RandomBytes;
};

/** A gate's devices, each with the shift before: more than stand at any gate. */
const LATEST_SHIFTS = 8;
const MOST_TRIES = 3;

/** The newest word left at this gate, where it is not from days ago. */
function noteLeftIn(latest: readonly Shift[], now: number): string | undefined {
  return latest.find(
    ({ handOverNote, endedAt = 0 }) =>
      handOverNote !== undefined && now - endedAt < LONGEST_SHIFT_MS,
  )?.handOverNote;
}

/**
 * Opens a shift for the guard in front of the device. Whatever shift was open on this device ends
 * with it: one phone, one guard.
 */
export async function startShift(
  { directory, shifts, pins, guardNameOf, keys, random }: StartShiftPorts,
  {
    actor,
    gateId,
    now,
  }: { readonly actor: GateDeviceActor; readonly gateId: GateId; readonly now: number },
): Promise<ShiftAnswer | Failure> {
  if (actor.gateId !== gateId || actor.staff === undefined) return fail('not_permitted');
  if (!mayAct(actor, 'shift.start', compoundOf(gateId), now)) return fail('not_permitted');
  const device = await directory.findDevice(actor.deviceId, now);
  const guardName = await guardNameOf(actor.staff);
  if (device === undefined || guardName === undefined) return fail('not_permitted');

  const { deviceId, staff } = actor;
  const pin = await pins.findPin(compoundOf(gateId), staff.staffId, now);
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const latest = await shifts.listLatest(gateId, LATEST_SHIFTS);
    const shiftId = drawShiftId(compoundNumberOf(gateId), now, random);
    const { staffId } = staff;
    const shift = { shiftId, gateId, deviceId, staffId, guardName, startedAt: now };
    const onThisDevice = latest.filter((one) => one.deviceId === deviceId && isOpen(one, now));
    if ((await shifts.startShift(shift, onThisDevice)) === 'changed') continue;
    const handOverNote = noteLeftIn(latest, now);
    return {
      shiftId,
      guardName,
      startedAt: now,
      endsBy: endsBy(shift),
      shiftKey: await wrapForDevice(shiftKeyOf(keys, shiftId), device.agreementKey),
      ...(handOverNote === undefined ? {} : { handOverNote }),
      hasPin: pin !== undefined,
    };
  }
  return fail('state_conflict');
}
