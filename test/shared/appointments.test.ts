import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { APPOINTS, latestEnd, refusalOfAppointment } from '../../shared/appointments.ts';
import type { PlaceId } from '../../shared/ids.ts';
import { explainPermission } from '../../shared/may-act.ts';
import { type Action, PERMISSIONS } from '../../shared/permissions.ts';
import { READS } from '../../shared/purposes.ts';
import { ROLE_RULES, ROLES, type Role } from '../../shared/roles.ts';
import { NOON } from '../support/fixed-clock.ts';

const DAY = 86_400_000;
const appointedBy = (role: Role): readonly Role[] => APPOINTS[role] ?? [];
const WITHIN: readonly PlaceId[] = ['str_1', 'com_1', 'cmp_1'];
const held = (role: Role, node: PlaceId, until = NOON + 100 * DAY) => [{ role, node, until }];
const wanted = (role: Role, node: PlaceId, until = NOON + 10 * DAY) => ({ role, node, until });

describe('an appointment', () => {
  it('reaches no further by a chain of appointments than by one', () => {
    for (const role of ROLES) {
      for (const appointed of appointedBy(role)) {
        for (const further of appointedBy(appointed)) {
          expect([role, appointed, appointedBy(role).includes(further), further]).toEqual([
            role,
            appointed,
            true,
            further,
          ]);
        }
      }
    }
  });

  it('is no auditor’s, guard’s, worker’s or volunteer’s to make', () => {
    const appointing = ROLES.filter((role) => appointedBy(role).length > 0);
    expect(appointing).toEqual(['property_manager', 'community_worker', 'street_administrator']);
  });

  it('lasts as long as the role may, and no longer than the role that it is given by', () => {
    const manager = held('property_manager', 'cmp_1');
    const ofVolunteer = latestEnd(manager, 'volunteer', WITHIN, NOON);
    expect(ofVolunteer).toBeUndefined();
    expect(latestEnd(manager, 'guard', WITHIN, NOON)).toBe(NOON + 100 * DAY);
    const longer = [...manager, ...held('community_worker', 'com_1', NOON + 9_000 * DAY)];
    expect(latestEnd(longer, 'volunteer', WITHIN, NOON)).toBe(NOON + 180 * DAY);
    for (const [until, refused] of [
      [NOON + 180 * DAY, undefined],
      [NOON + 180 * DAY + 1, 'too_long'],
    ] as const) {
      const asked = wanted('volunteer', 'cmp_1', until);
      expect(refusalOfAppointment(longer, asked, WITHIN, NOON)).toBe(refused);
    }
  });

  it('of an auditor comes from the street alone, for thirty days at most', () => {
    expect(ROLES.filter((role) => appointedBy(role).includes('auditor'))).toEqual([
      'street_administrator',
    ]);
    const street = held('street_administrator', 'str_1');
    const until = (days: number) => wanted('auditor', 'cmp_1', NOON + days * DAY);
    expect(refusalOfAppointment(street, until(30), WITHIN, NOON)).toBeUndefined();
    expect(refusalOfAppointment(street, until(31), WITHIN, NOON)).toBe('too_long');
  });

  it('counts within one’s own place and for no longer than one’s own role', () => {
    const manager = held('property_manager', 'cmp_1');
    expect(refusalOfAppointment(manager, wanted('guard', 'cmp_1'), WITHIN, NOON)).toBeUndefined();
    const elsewhere: readonly PlaceId[] = ['str_1', 'com_1', 'cmp_2'];
    expect(refusalOfAppointment(manager, wanted('guard', 'cmp_2'), elsewhere, NOON)).toBe(
      'not_appointable',
    );
    expect(
      refusalOfAppointment(manager, wanted('guard', 'cmp_1', NOON + 101 * DAY), WITHIN, NOON),
    ).toBe('too_long');
    expect(refusalOfAppointment(manager, wanted('guard', 'cmp_1', NOON), WITHIN, NOON)).toBe(
      'in_the_past',
    );
    expect(refusalOfAppointment(manager, wanted('grid_worker', 'cmp_1'), WITHIN, NOON)).toBe(
      'wrong_place',
    );
    expect(
      refusalOfAppointment(manager, wanted('grid_worker', 'grd_1_1'), [...WITHIN, 'grd_1_1'], NOON),
    ).toBe('not_appointable');
  });
});

describe('what a role may do', () => {
  const actions = Object.keys(PERMISSIONS).map((action) => {
    // cast: the keys of an object literal are its keys
    return action as Action;
  });

  it('names no action that it could not be granted for', () => {
    for (const role of ROLES) expect(ROLE_RULES[role].at.length).toBeGreaterThan(0);
    expect(Object.keys(READS).filter((role) => !(role in ROLE_RULES))).toEqual([]);
  });

  it('is nothing that is written for an auditor, but that they have seen a destruction', () => {
    const able = actions.filter(
      (action) => explainPermission(held('auditor', 'cmp_1'), action, WITHIN, NOON).allowed,
    );
    expect(able).toEqual([
      'own_roles.read',
      'permission.test',
      'audit.read',
      'emergency.read',
      'destruction.witness',
      'status_chain.read',
    ]);
  });

  it('never grows by another role that has ended or lies elsewhere', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...ROLES),
        fc.constantFrom(...ROLES),
        fc.constantFrom(...actions),
        (own, other, action) => {
          const mine = held(own, 'cmp_1');
          const beside = [...held(other, 'cmp_1', NOON), ...held(other, 'cmp_2')];
          const alone = explainPermission(mine, action, WITHIN, NOON).allowed;
          expect(explainPermission([...beside, ...mine], action, WITHIN, NOON).allowed).toBe(alone);
        },
      ),
    );
  });

  it('is told with the reason', () => {
    const explain = (grants: ReturnType<typeof held>) =>
      explainPermission(grants, 'card.issue', WITHIN, NOON);
    expect(explain(held('property_manager', 'cmp_1'))).toMatchObject({ allowed: true });
    expect(explain(held('property_manager', 'cmp_1', NOON))).toMatchObject({ because: 'ended' });
    expect(explain(held('property_manager', 'cmp_2'))).toMatchObject({ because: 'other_place' });
    expect(explain(held('guard', 'cmp_1'))).toMatchObject({ because: 'no_role' });
  });
});
