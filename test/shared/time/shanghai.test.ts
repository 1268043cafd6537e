import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  shanghaiDay,
  shanghaiMinuteOfDay,
  shanghaiWeekday,
} from '../../../shared/time/shanghai.ts';

const at = (iso: string) => Date.parse(iso);

describe('days and hours of the gates', () => {
  it('turn at midnight in Shanghai, which is 16:00 in Greenwich', () => {
    const before = at('2026-11-22T15:59:59.999Z');
    expect([shanghaiDay(before), shanghaiMinuteOfDay(before), shanghaiWeekday(before)]).toEqual([
      '2026-11-22',
      1_439,
      7,
    ]);
    const after = before + 1;
    expect([shanghaiDay(after), shanghaiMinuteOfDay(after), shanghaiWeekday(after)]).toEqual([
      '2026-11-23',
      0,
      1,
    ]);
  });

  it('turn the year and the leap day where Shanghai does', () => {
    expect(shanghaiDay(at('2025-12-31T16:00:00Z'))).toBe('2026-01-01');
    expect(shanghaiDay(at('2028-02-28T16:00:00Z'))).toBe('2028-02-29');
    expect(shanghaiDay(at('2028-02-29T16:00:00Z'))).toBe('2028-03-01');
  });

  it('say 07:30 when it is 07:30 there', () => {
    expect(shanghaiMinuteOfDay(at('2026-03-18T07:30:00+08:00'))).toBe(7 * 60 + 30);
    expect(shanghaiMinuteOfDay(at('2026-03-18T07:29:59.999+08:00'))).toBe(7 * 60 + 29);
  });

  it('know no summer time', () => {
    for (const month of ['01', '04', '07', '10']) {
      expect(shanghaiMinuteOfDay(at(`2026-${month}-15T00:00:00Z`))).toBe(480);
    }
  });

  it('agree with the calendar of the platform', () => {
    const calendar = new Intl.DateTimeFormat('sv-SE', {
      timeZone: 'Asia/Shanghai',
      dateStyle: 'short',
      timeStyle: 'short',
    });
    const moments = fc.integer({
      min: at('1992-01-01T00:00:00Z'),
      max: at('2055-01-01T00:00:00Z'),
    });
    fc.assert(
      fc.property(moments, (moment) => {
        const minute = shanghaiMinuteOfDay(moment);
        const clock = [Math.floor(minute / 60), minute % 60].map((n) => String(n).padStart(2, '0'));
        expect(`${shanghaiDay(moment)} ${clock.join(':')}`).toBe(calendar.format(moment));
        const weekday = new Date(`${shanghaiDay(moment)}T00:00:00Z`).getUTCDay();
        expect(shanghaiWeekday(moment) % 7).toBe(weekday);
      }),
    );
  });
});
