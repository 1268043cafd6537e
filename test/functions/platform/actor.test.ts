import { describe, expect, it } from 'vitest';
import { type Actor, holdsRole, isPermitted } from '../../../functions/platform/actor.ts';
import type { Role } from '../../../shared/permissions.ts';
import { NOON } from '../../support/fixed-clock.ts';

const staff = (role: Role, node: string, until = NOON + 1) => ({
  kind: 'staff' as const,
  accountId: 'acc_0000000000000001' as const,
  sessionId: 'ses_0000000000000001' as const,
  staffId: 'stf_0000000000000001' as const,
  grants: [{ role, node, until }],
});
const device = (guard?: ReturnType<typeof staff>): Actor => ({
  kind: 'gate_device',
  deviceId: 'dev_1_0000000000000001',
  gateId: 'gat_1_1',
  ...(guard === undefined ? {} : { staff: guard }),
});

describe('a role', () => {
  it('counts at its own compound, for its own name, until it ends', () => {
    const manager = staff('property_manager', 'cmp_1');
    expect(holdsRole(manager, ['property_manager'], 'cmp_1', NOON)).toBe(true);
    expect(holdsRole(manager, ['property_manager'], 'cmp_2', NOON)).toBe(false);
    expect(holdsRole(manager, ['property_manager'], 'cmp_1', NOON + 1)).toBe(false);
    expect(holdsRole(manager, ['guard'], 'cmp_1', NOON)).toBe(false);
    expect(holdsRole({ kind: 'anyone' }, ['guard'], 'cmp_1', NOON)).toBe(false);
  });

  it('of the guard at a device is the device’s for what needs both', () => {
    expect(isPermitted(device(), 'shift.start', NOON)).toBe(false);
    expect(isPermitted(device(staff('guard', 'cmp_1')), 'shift.start', NOON)).toBe(true);
    expect(isPermitted(device(staff('property_manager', 'cmp_1')), 'shift.start', NOON)).toBe(
      false,
    );
    expect(isPermitted(staff('guard', 'cmp_1'), 'shift.start', NOON)).toBe(false);
    expect(isPermitted(device(), 'scan.record', NOON)).toBe(true);
  });
});
