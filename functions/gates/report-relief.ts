import { compoundOf, type GateId, type ShiftId } from '../../shared/ids.ts';
import type { ReliefReport, ReportedRelief } from '../../shared/messages/shift-pins.ts';
import type { GateDeviceActor } from '../platform/actor.ts';
import { type Failure, fail } from '../platform/failure.ts';
import { constantTimeEqual } from '../platform/secrets.ts';
import { type GateKeys, shiftKeyOf, wrapForDevice } from './device-secrets.ts';
import type { GateDirectory } from './gate-directory.ts';
import { LONGEST_RELIEF_MS, reliefClaimOf } from './relief.ts';
import { endsBy, isOpen, LONGEST_SHIFT_MS, type Shift } from './shift.ts';
import type { ShiftStore } from './shift-store.ts';

export type ReportReliefPorts = {
  readonly directory: GateDirectory;
  readonly shifts: ShiftStore;
  readonly keys: GateKeys;
};

export type ReportReliefInput = {
  readonly actor: GateDeviceActor;
  readonly gateId: GateId;
  readonly shiftId: ShiftId;
  readonly report: ReliefReport;
  readonly now: number;
};

/**
 * Records a shift that began by PIN while there was no network, once, under the guard whose PIN it
 * was. Its scans need not wait for it and are taken in any order; a claim that is not the
 * server's own is refused, and stays visible.
 */
export async function reportRelief(
  { directory, shifts, keys }: ReportReliefPorts,
  { actor, gateId, shiftId, report, now }: ReportReliefInput,
): Promise<ReportedRelief | Failure> {
  if (actor.gateId !== gateId) return fail('not_permitted');
  const { deviceId, unenrolledAt } = actor;
  const { after, staffId, guardName, startedAt, claim, endedAt, handOverNote } = report;
  if (unenrolledAt !== undefined && startedAt >= unenrolledAt) return fail('device_not_enrolled');
  if (compoundOf(shiftId) !== compoundOf(gateId))
    return fail('invalid_input', { field: 'shiftId' });
  const ours = reliefClaimOf(keys, { deviceId, after, staffId, guardName });
  if (!constantTimeEqual(Buffer.from(claim, 'base64url'), ours)) {
    await shifts.noteRefusedRelief({ gateId, deviceId, shiftId, guardName, at: now });
    return fail('relief_not_proven');
  }
  const before = await shifts.findShift(gateId, after);
  if (before === undefined) return fail('not_found');

  const began = within(startedAt, { from: before.startedAt, to: Math.min(now, lastEnd(before)) });
  const end = endedAt === undefined ? undefined : within(endedAt, { from: began, to: now });
  const shift: Shift = {
    shiftId,
    gateId,
    deviceId,
    staffId,
    guardName,
    startedAt: began,
    endsBy: Math.min(began + LONGEST_SHIFT_MS, lastEnd(before)),
    reliefOf: after,
    ...(end === undefined ? {} : { endedAt: end }),
    ...(end === undefined || handOverNote === undefined ? {} : { handOverNote }),
  };
  const stood = await shifts.recordRelief(shift);
  if (stood.deviceId !== deviceId || stood.staffId !== staffId) return fail('state_conflict');
  // One phone, one guard.
  if (isOpen(before, now)) await shifts.endShift(gateId, after, { at: began });
  if (end !== undefined && stood.endedAt === undefined) {
    await shifts.endShift(gateId, shiftId, { at: end, handOverNote });
  }
  const device = await directory.findDevice(deviceId, now);
  const isOver = end !== undefined || unenrolledAt !== undefined || !isOpen(stood, now);
  return {
    endsBy: endsBy(stood),
    ...(isOver || device === undefined
      ? {}
      : { shiftKey: await wrapForDevice(shiftKeyOf(keys, shiftId), device.agreementKey) }),
  };
}

const lastEnd = ({ startedAt }: Shift): number => startedAt + LONGEST_RELIEF_MS;

/** A device without network may have had the wrong time: who was on duty is recorded all the same. */
function within(at: number, { from, to }: { readonly from: number; readonly to: number }): number {
  return Math.max(from, Math.min(at, to));
}
