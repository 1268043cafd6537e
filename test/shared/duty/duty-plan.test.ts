import { describe, expect, it } from 'vitest';
import {
  type DutyPlan,
  onDutyAt,
  swapped,
  type Turn,
  weekOf,
  weeksOn,
} from '../../../shared/duty/duty-plan.ts';

const at = (iso: string) => Date.parse(`${iso}:00+08:00`);
const person = (n: number) => [
  { staffId: `stf_000000000000000${n}` as const, maskedName: `${n}**` },
];
const turn = (day: number, place: number, n: number): Turn => ({
  day,
  turn: place,
  staff: person(n),
});
const plan = (week: string, template: DutyPlan['template'], ...turns: Turn[]): DutyPlan => ({
  post: 'gatehouse',
  week,
  template,
  turns,
});
const whoAt = (plans: DutyPlan[], iso: string) => onDutyAt(plans, at(iso))?.staff[0]?.maskedName;

describe('who is on duty', () => {
  it('changes at 8, 16 and midnight in three turns of eight hours', () => {
    const days = [plan('2026-11-16', 'three', turn(3, 0, 1), turn(3, 1, 2), turn(3, 2, 3))];
    expect(whoAt(days, '2026-11-18T00:00')).toBe('1**');
    expect(whoAt(days, '2026-11-18T07:59')).toBe('1**');
    expect(whoAt(days, '2026-11-18T08:00')).toBe('2**');
    expect(whoAt(days, '2026-11-18T23:59')).toBe('3**');
    expect(whoAt(days, '2026-11-19T00:00')).toBeUndefined();
  });

  it('stays over midnight in two turns, from Sunday night into the week after', () => {
    const weeks = [
      plan('2026-11-23', 'two', turn(1, 0, 2)),
      plan('2026-11-16', 'two', turn(7, 1, 1)),
    ];
    expect(whoAt(weeks, '2026-11-22T20:00')).toBe('1**');
    expect(whoAt(weeks, '2026-11-23T07:59')).toBe('1**');
    expect(whoAt(weeks, '2026-11-23T08:00')).toBe('2**');
    expect(whoAt(weeks, '2026-11-22T19:59')).toBeUndefined();
  });

  it('stays over the end of a year', () => {
    const week = weekOf(at('2026-12-31T22:00'));
    expect(week).toBe('2026-12-28');
    const weeks = [plan(week, 'two', turn(4, 1, 1), turn(5, 0, 2))];
    expect(whoAt(weeks, '2026-12-31T23:59')).toBe('1**');
    expect(whoAt(weeks, '2027-01-01T07:59')).toBe('1**');
    expect(whoAt(weeks, '2027-01-01T08:00')).toBe('2**');
    expect([weeksOn(week, 1), weeksOn(week, -1)]).toEqual(['2027-01-04', '2026-12-21']);
  });

  it('is read on Shanghai’s clock: Monday begins eight hours before it does in UTC', () => {
    expect(weekOf(Date.parse('2026-11-15T15:59:59Z'))).toBe('2026-11-09');
    expect(weekOf(Date.parse('2026-11-15T16:00:00Z'))).toBe('2026-11-16');
  });
});

describe('two turns', () => {
  const before = plan('2026-11-16', 'three', turn(1, 0, 1), turn(2, 2, 2));
  it('are exchanged, also with one that has nobody', () => {
    expect(swapped(before, { day: 1, turn: 0 }, { day: 2, turn: 2 }).turns).toEqual([
      turn(2, 2, 1),
      turn(1, 0, 2),
    ]);
    expect(swapped(before, { day: 1, turn: 0 }, { day: 5, turn: 1 }).turns).toEqual([
      turn(5, 1, 1),
      turn(2, 2, 2),
    ]);
  });
});
