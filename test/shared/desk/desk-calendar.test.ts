import { describe, expect, it } from 'vitest';
import {
  FIRST_DESK_CALENDAR,
  momentAfter,
  timeBetween,
} from '../../../shared/desk/desk-calendar.ts';

const at = (text: string) => Date.parse(`${text}+08:00`);
const working = (minutes: number) => ({ minutes, by: 'working' }) as const;

describe('the calendar of a desk', () => {
  it('counts no night: an hour from 19:30 is over at 08:30', () => {
    expect(momentAfter(FIRST_DESK_CALENDAR, at('2026-11-27T19:30:00'), working(60))).toBe(
      at('2026-11-28T08:30:00'),
    );
  });

  it('begins with the day for what comes at night', () => {
    expect(momentAfter(FIRST_DESK_CALENDAR, at('2026-11-27T02:00:00'), working(60))).toBe(
      at('2026-11-27T09:00:00'),
    );
  });

  it('counts no holiday and no day on which nobody works, but a day that is worked instead', () => {
    const calendar = {
      ...FIRST_DESK_CALENDAR,
      weekdays: [1, 2, 3, 4, 5],
      holidays: ['2026-11-30'],
      workdays: ['2026-11-29'],
    };
    // A Friday evening: Saturday off, Sunday worked, Monday a holiday.
    expect(momentAfter(calendar, at('2026-11-27T19:00:00'), working(13 * 60 + 60))).toBe(
      at('2026-12-01T09:00:00'),
    );
  });

  it('counts nights and holidays where the clock counts', () => {
    const rule = { minutes: 120, by: 'clock' } as const;
    expect(momentAfter(FIRST_DESK_CALENDAR, at('2026-11-27T23:00:00'), rule)).toBe(
      at('2026-11-28T01:00:00'),
    );
  });

  it('finds between two moments what it took to get from one to the other', () => {
    const from = at('2026-11-27T19:30:00');
    for (const minutes of [1, 30, 60, 720, 1_500]) {
      const to = momentAfter(FIRST_DESK_CALENDAR, from, working(minutes));
      expect(timeBetween(FIRST_DESK_CALENDAR, { from, to }, 'working')).toBe(minutes * 60_000);
    }
  });
});
