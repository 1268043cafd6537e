import type { CompoundId, StaffId } from '../../shared/ids.ts';
import type { AuditFacts } from '../platform/audit.ts';
import type { GateStore } from './gate-store.ts';
import { isOpen } from './shift.ts';
import type { ShiftPinStore } from './shift-pin-store.ts';
import type { ShiftStore } from './shift-store.ts';

export type RelieveStaffPorts = {
  readonly gates: Pick<GateStore, 'listGates'>;
  readonly shifts: Pick<ShiftStore, 'listLatest' | 'endShift'>;
  readonly pins: Pick<ShiftPinStore, 'removePin'>;
};

/** A gate's devices, each with a shift: more than stand at any gate. */
const LATEST_SHIFTS = 8;

/**
 * Ends the shifts that these guards have open at a compound's gates, and the PINs by which they
 * could take over. The gates' devices go on verifying without them.
 */
export async function relieveStaff(
  { gates, shifts, pins }: RelieveStaffPorts,
  compound: CompoundId,
  staff: readonly StaffId[],
  audit: AuditFacts,
): Promise<void> {
  if (staff.length === 0) return;
  for (const { gateId } of await gates.listGates(compound)) {
    const open = (await shifts.listLatest(gateId, LATEST_SHIFTS)).filter(
      (shift) => isOpen(shift, audit.at) && staff.includes(shift.staffId),
    );
    for (const { shiftId } of open) await shifts.endShift(gateId, shiftId, { at: audit.at });
  }
  for (const guard of staff) await pins.removePin(compound, guard, audit);
}
