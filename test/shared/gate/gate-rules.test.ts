import { describe, expect, it } from 'vitest';
import {
  admitsClass,
  closureAt,
  GateRules,
  type Hours,
  isOpenAt,
  isStaffedAt,
} from '../../../shared/gate/gate-rules.ts';
import { RULES } from '../../vectors/street.ts';

const open = (hours: Hours[], iso: string) =>
  isOpenAt({ ...RULES, hours }, Date.parse(`${iso}:00+08:00`));

describe('the hours of a gate', () => {
  it('are always where no window is given', () => {
    expect(open([], '2026-03-18T03:00')).toBe(true);
  });

  it('begin with their first minute and end before their last', () => {
    const wednesday = [{ days: [3], from: 420, to: 1_320 }];
    expect(open(wednesday, '2026-03-18T06:59')).toBe(false);
    expect(open(wednesday, '2026-03-18T07:00')).toBe(true);
    expect(open(wednesday, '2026-03-18T21:59')).toBe(true);
    expect(open(wednesday, '2026-03-18T22:00')).toBe(false);
    expect(open(wednesday, '2026-03-19T12:00')).toBe(false);
  });

  it('last to midnight, and not a minute into the next day', () => {
    const wednesday = [{ days: [3], from: 0, to: 1_440 }];
    expect(open(wednesday, '2026-03-18T00:00')).toBe(true);
    expect(open(wednesday, '2026-03-18T23:59')).toBe(true);
    expect(open(wednesday, '2026-03-19T00:00')).toBe(false);
    expect(open(wednesday, '2026-03-17T23:59')).toBe(false);
  });

  it('run through midnight into the morning of the next day', () => {
    const sundayNight = [{ days: [7], from: 1_320, to: 360 }];
    expect(open(sundayNight, '2026-03-22T21:59')).toBe(false);
    expect(open(sundayNight, '2026-03-22T22:00')).toBe(true);
    expect(open(sundayNight, '2026-03-23T05:59')).toBe(true);
    expect(open(sundayNight, '2026-03-23T06:00')).toBe(false);
    expect(open(sundayNight, '2026-03-22T05:00')).toBe(false);
    expect(open(sundayNight, '2026-03-23T22:30')).toBe(false);
  });

  it('add up where there are several', () => {
    const twice = [
      { days: [3], from: 420, to: 540 },
      { days: [3], from: 1_020, to: 1_140 },
    ];
    expect(open(twice, '2026-03-18T08:00')).toBe(true);
    expect(open(twice, '2026-03-18T12:00')).toBe(false);
    expect(open(twice, '2026-03-18T18:00')).toBe(true);
  });
});

describe('a guard', () => {
  const standing = (staffed: Hours[] | undefined, iso: string) =>
    isStaffedAt(staffed === undefined ? {} : { staffed }, Date.parse(`${iso}:00+08:00`));
  it('always stands at a gate where nothing is said, and never where no window is given', () => {
    expect(standing(undefined, '2026-03-18T03:00')).toBe(true);
    expect(standing([], '2026-03-18T12:00')).toBe(false);
  });
  it('stands there in the windows that are given, also through midnight', () => {
    const nights = [{ days: [3], from: 1_320, to: 360 }];
    expect(standing(nights, '2026-03-18T21:59')).toBe(false);
    expect(standing(nights, '2026-03-19T05:59')).toBe(true);
  });
});

describe('a closure', () => {
  const closed = { since: 1_000, until: 2_000, mainGate: '东门' };
  it('lasts from its beginning until its end, or until somebody ends it', () => {
    expect(closureAt({ closed }, 999)).toBeUndefined();
    expect(closureAt({ closed }, 1_000)).toBe(closed);
    expect(closureAt({ closed }, 2_000)).toBeUndefined();
    expect(closureAt({ closed: { since: 1_000, mainGate: '东门' } }, 9_999_999)).toBeDefined();
    expect(closureAt({}, 1_500)).toBeUndefined();
  });
  it('is not known to a page of the release before, which reads the rules all the same', () => {
    const old = GateRules.omit({ closed: true, staffed: true, delivery: true });
    expect(old.parse({ ...RULES, closed, staffed: [] })).toEqual(RULES);
  });
});

describe('the rules of a gate', () => {
  it('read back as they were written', () => {
    expect(GateRules.parse(JSON.parse(JSON.stringify(RULES)))).toEqual(RULES);
  });

  it.each<[string, object]>([
    ['compound zero', { compound: 0 }],
    ['gate zero', { gate: 0 }],
    ['a group without a bit', { group: 16 }],
    ['a class that nobody has', { classes: ['owner'] }],
    ['a window that opens and closes at once', { hours: [{ days: [1], from: 60, to: 60 }] }],
    ['a window on no day', { hours: [{ days: [], from: 60, to: 120 }] }],
    ['an eighth day', { hours: [{ days: [8], from: 60, to: 120 }] }],
    ['ages that shrink', { listAge: { agedAfterMs: 3, staleAfterMs: 2, beyondAfterMs: 4 } }],
  ])('refuse %s', (_, wrong) => {
    expect(GateRules.safeParse({ ...RULES, ...wrong }).success).toBe(false);
  });

  it('admit a pass that names the gate’s group, if its class may use the gate', () => {
    const rules = { ...RULES, group: 15, classes: ['staff' as const] };
    expect(admitsClass(rules, 0x8000, 'staff')).toBe(true);
    expect(admitsClass(rules, 0x7fff, 'staff')).toBe(false);
    expect(admitsClass(rules, 0xffff, 'resident')).toBe(false);
  });
});
