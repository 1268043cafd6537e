import { describe, expect, it } from 'vitest';
import { dueAfter, type StoredTenancy, stepOn } from '../../../functions/houses/tenancy.ts';
import { shanghaiDay } from '../../../shared/time/shanghai.ts';
import { addDays, daysBetween, startOfShanghaiDay } from '../../../shared/time/shanghai-days.ts';

const LAST = '2035-12-31';
type Dated = Pick<StoredTenancy, 'to' | 'told' | 'state' | 'asks'>;
const running = (told: readonly number[] = [], other: Partial<Dated> = {}): Dated => ({
  to: LAST,
  state: 'running',
  asks: false,
  told: told.map((days) => ({ days, at: 0, people: 1, unreached: 0 })),
  ...other,
});
const daysBefore = (days: number) => addDays(LAST, -days);

/** Looks at it on each of these days, and notes what was told on which. */
function toldOn(days: readonly number[]): (readonly [number, number])[] {
  let tenancy = running();
  const told: (readonly [number, number])[] = [];
  for (const left of days) {
    const step = stepOn(tenancy, daysBefore(left));
    if (step?.do !== 'tell') continue;
    told.push([left, step.days]);
    tenancy = running([...tenancy.told.map((one) => one.days), step.days]);
  }
  return told;
}

describe('days in Shanghai', () => {
  it('begin at midnight there, which is four in the afternoon of the day before in UTC', () => {
    const midnight = startOfShanghaiDay('2036-01-01');
    expect(new Date(midnight).toISOString()).toBe('2035-12-31T16:00:00.000Z');
    expect(shanghaiDay(midnight)).toBe('2036-01-01');
    expect(shanghaiDay(midnight - 1)).toBe('2035-12-31');
  });

  it('are counted over months, leap days and years', () => {
    expect(addDays('2036-02-28', 1)).toBe('2036-02-29');
    expect(addDays('2036-01-01', -1)).toBe('2035-12-31');
    expect(daysBetween('2036-02-28', '2036-03-01')).toBe(2);
    expect(daysBetween('2036-03-01', '2036-02-28')).toBe(-2);
  });
});

describe('a tenancy', () => {
  it('is told of 30, 7 and 1 day before its last, each once, however often it is looked at', () => {
    const everyDay = Array.from({ length: 41 }, (_, index) => 40 - index);
    expect(toldOn(everyDay)).toEqual([
      [30, 30],
      [7, 7],
      [1, 1],
    ]);
    expect(toldOn(everyDay.flatMap((day) => [day, day]))).toHaveLength(3);
  });

  it('is told of late where days were missed: the latest notice alone, and not all at once', () => {
    expect(toldOn([40, 29, 28])).toEqual([[29, 30]]);
    expect(toldOn([40, 5, 4, 1])).toEqual([
      [5, 7],
      [1, 1],
    ]);
    expect(toldOn([40, 0])).toEqual([[0, 1]]);
  });

  it('runs on its last day to the end, and is over from the midnight after', () => {
    const [lastMoment, after] = [startOfShanghaiDay(addDays(LAST, 1)) - 1, addDays(LAST, 1)];
    expect(stepOn(running([30, 7, 1]), shanghaiDay(lastMoment))).toBeUndefined();
    expect(stepOn(running([30, 7, 1]), after)).toEqual({ do: 'turn_over' });
    // Nobody is told of days that are left when none is.
    expect(stepOn(running(), after)).toEqual({ do: 'turn_over' });
  });

  it('that runs again lets its tenants’ passes go before anything is told', () => {
    expect(stepOn(running([], { asks: true }), daysBefore(20))).toEqual({ do: 'let_go' });
  });

  it('that is over or ended is left alone by time', () => {
    for (const state of ['over', 'ended'] as const) {
      expect(stepOn(running([], { state }), addDays(LAST, 9))).toBeUndefined();
      expect(dueAfter(running([], { state }), addDays(LAST, 9))).toBeUndefined();
    }
  });

  it('is looked at on the days on which something happens, and on no others', () => {
    expect(dueAfter(running(), daysBefore(400))).toBe(daysBefore(30));
    expect(dueAfter(running([30]), daysBefore(30))).toBe(daysBefore(7));
    expect(dueAfter(running([7]), daysBefore(5))).toBe(daysBefore(1));
    expect(dueAfter(running([1]), daysBefore(1))).toBe(addDays(LAST, 1));
    expect(dueAfter(running([1]), LAST)).toBe(addDays(LAST, 1));
    // What is owed already is owed today.
    expect(dueAfter(running(), daysBefore(12))).toBe(daysBefore(12));
    expect(dueAfter(running([30], { asks: true }), daysBefore(12))).toBe(daysBefore(12));
  });
});
