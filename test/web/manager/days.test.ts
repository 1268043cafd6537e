import { describe, expect, it } from 'vitest';
import { agoWords, momentWords } from '../../../web/manager/app/day-words.ts';
import { daysUntil } from '../../../web/manager/app/days.ts';
import { startOfDayAfter } from '../../../web/manager/app/until-day.ts';

/** Half past midnight in Shanghai: still the day before in UTC. */
const NIGHT = Date.parse('2026-11-24T00:30:00+08:00');
const MINUTE = 60_000;

describe('the days of a compound', () => {
  it('are Shanghai’s, also when the machine stands elsewhere', () => {
    expect(daysUntil(NIGHT).slice(0, 2)).toEqual(['2026-11-24', '2026-11-23']);
    expect(daysUntil(NIGHT)).toHaveLength(7);
    expect(daysUntil(NIGHT - 31 * MINUTE)[0]).toBe('2026-11-23');
  });

  it('end at their midnight: a last day is given whole', () => {
    expect(new Date(startOfDayAfter('2026-11-24')).toISOString()).toBe('2026-11-24T16:00:00.000Z');
    expect(new Date(startOfDayAfter('2026-12-31')).toISOString()).toBe('2026-12-31T16:00:00.000Z');
  });

  it('are called by their names where they are near', () => {
    expect(momentWords(NIGHT, NIGHT)).toBe('今天 00:30');
    expect(momentWords(NIGHT - 31 * MINUTE, NIGHT)).toBe('昨天 23:59');
    expect(momentWords(NIGHT + 24 * 60 * MINUTE, NIGHT)).toBe('明天 00:30');
    expect(momentWords(NIGHT - 3 * 24 * 60 * MINUTE, NIGHT)).toBe('11月21日 00:30');
  });

  it('tell how long ago in the largest unit that says enough, and never less than nothing', () => {
    expect(agoWords(NIGHT + MINUTE, NIGHT)).toBe('刚刚');
    expect(agoWords(NIGHT - 59 * MINUTE, NIGHT)).toBe('59 分钟前');
    expect(agoWords(NIGHT - 90 * MINUTE, NIGHT)).toBe('1 小时前');
    expect(agoWords(NIGHT - 49 * 60 * MINUTE, NIGHT)).toBe('2 天前');
  });
});
