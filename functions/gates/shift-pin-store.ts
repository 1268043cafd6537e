import type { CompoundId, StaffId } from '../../shared/ids.ts';
import type { AuditFacts } from '../platform/audit.ts';
import type { StoredShiftPin } from './shift-pin.ts';

/**
 * By which PINs guards may take over at a compound's gates. Every change raises the version of
 * the compound's PINs (see `CompoundVersions`). One whose guard's role has ended is left out.
 */
export interface ShiftPinStore {
  /** At the current version or a later one. */
  listPins(compound: CompoundId, nowMs: number): Promise<readonly StoredShiftPin[]>;
  findPin(compound: CompoundId, guard: StaffId, nowMs: number): Promise<StoredShiftPin | undefined>;
  /** Replaces the one before. */
  setPin(compound: CompoundId, pin: StoredShiftPin, audit: AuditFacts): Promise<void>;
  removePin(
    compound: CompoundId,
    guard: StaffId,
    audit: AuditFacts,
  ): Promise<'removed' | 'missing'>;
}
