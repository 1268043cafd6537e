import { describe, expect, it } from 'vitest';
import { type Actor, isPermitted, mayAct } from '../../../functions/platform/actor.ts';
import type { PlaceId } from '../../../shared/ids.ts';
import type { Role } from '../../../shared/roles.ts';
import { NOON } from '../../support/fixed-clock.ts';

const staff = (role: Role, node: PlaceId, until = NOON + 1) => ({
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
    expect(mayAct(manager, 'card.issue', 'cmp_1', NOON)).toBe(true);
    expect(mayAct(manager, 'card.issue', 'cmp_2', NOON)).toBe(false);
    expect(mayAct(manager, 'card.issue', 'cmp_1', NOON + 1)).toBe(false);
    expect(mayAct(manager, 'shift.start', 'cmp_1', NOON)).toBe(false);
    expect(mayAct({ kind: 'anyone' }, 'shift.start', 'cmp_1', NOON)).toBe(false);
  });

  it('at a wider place counts at what lies in it, and never the other way round', () => {
    const worker = staff('grid_worker', 'grd_1_2');
    expect(mayAct(worker, 'register.read', ['cmp_1', 'grd_1_2', 'bld_1_7'], NOON)).toBe(true);
    expect(mayAct(worker, 'register.read', ['cmp_1', 'grd_1_3', 'bld_1_8'], NOON)).toBe(false);
    expect(mayAct(worker, 'register.read', 'cmp_1', NOON)).toBe(false);
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
