import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { digestAt, digestCounts, digestsDue, isLate } from '../../../shared/emergency/digest.ts';
import { FIRST_STATUS_RULES } from '../../../shared/emergency/first-status-rules.ts';
import { addDays } from '../../../shared/time/shanghai-days.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;
const at = (shanghai: string) => Date.parse(`${shanghai}+08:00`);

describe('the digest of a morning', () => {
  it('is due at half past seven in Shanghai, not a minute before', () => {
    const since = at('2035-11-13T10:00:00');
    const due = (moment: string) => digestsDue({ since }, at(moment)).map(({ day }) => day);
    expect(due('2035-11-13T23:59:59')).toEqual([]);
    expect(due('2035-11-14T07:29:59')).toEqual([]);
    expect(due('2035-11-14T07:30:00')).toEqual(['2035-11-14']);
  });

  it('tells of the day since the morning before, and the first of all since the beginning', () => {
    const since = at('2035-11-13T05:00:00');
    expect(digestsDue({ since }, at('2035-11-13T07:31:00'))).toEqual([
      { day: '2035-11-13', from: since, until: at('2035-11-13T07:30:00') },
    ]);
    expect(digestsDue({ since, last: '2035-11-13' }, at('2035-11-14T08:00:00'))).toEqual([
      {
        day: '2035-11-14',
        from: at('2035-11-13T07:30:00'),
        until: at('2035-11-14T07:30:00'),
      },
    ]);
  });

  it('is not due again once it was made, over midnight and the end of a year too', () => {
    const since = at('2035-12-01T00:00:00');
    expect(digestsDue({ since, last: '2035-12-31' }, at('2036-01-01T07:29:59'))).toEqual([]);
    expect(digestsDue({ since, last: '2035-12-31' }, at('2036-01-01T07:30:00'))).toMatchObject([
      { day: '2036-01-01', from: at('2035-12-31T07:30:00') },
    ]);
    expect(digestsDue({ since, last: '2036-01-01' }, at('2036-01-01T23:59:59'))).toEqual([]);
    expect(digestsDue({ since, last: '2036-02-28' }, at('2036-02-29T09:00:00'))).toMatchObject([
      { day: '2036-02-29' },
    ]);
  });

  it('is late ten minutes after its time', () => {
    const [span] = digestsDue({ since: at('2035-11-13T10:00:00') }, at('2035-11-14T08:30:00'));
    if (span === undefined) throw new Error('one is due');
    expect(isLate(span, span.until + 9 * MINUTE_MS)).toBe(false);
    expect(isLate(span, span.until + HOUR_MS)).toBe(true);
  });

  it('makes up the mornings that a clock missed; no change is in two, none in no digest', () => {
    const since = at('2035-11-13T10:00:00');
    const runs = fc.uniqueArray(fc.integer({ min: 0, max: 30 * 24 * 60 }), { minLength: 1 });
    fc.assert(
      fc.property(runs, (minutes) => {
        let last: string | undefined;
        let until = since;
        for (const minute of [...minutes].sort((one, other) => one - other)) {
          const now = since + minute * MINUTE_MS;
          const due = digestsDue({ since, last }, now);
          for (const span of due) {
            expect([span.from, span.until]).toEqual([until, digestAt(span.day)]);
            until = span.until;
            last = span.day;
          }
          expect(now - until).toBeLessThan(DAY_MS + (last === undefined ? DAY_MS : 0));
          expect(digestsDue({ since, last }, now)).toEqual([]);
        }
      }),
    );
    const [first, ...others] = digestsDue({ since }, at('2035-11-30T08:00:00'));
    expect([first?.day, first?.from, others.length]).toEqual(['2035-11-24', since, 6]);
    expect(others.at(-1)?.day).toBe(addDays('2035-11-24', 6));
  });
});

describe('what a digest says', () => {
  const change = (building: number, from: string, to: string) => ({
    buildingId: `bld_1_${building}` as const,
    from,
    to,
  });

  it('is nothing where nothing became another', () => {
    expect(digestCounts(FIRST_STATUS_RULES, [])).toEqual({
      changes: 0,
      became: [],
      buildings: [],
    });
  });

  it('is how many became what, and where it became worse', () => {
    const changes = [
      change(3, 'green', 'yellow'),
      change(3, 'yellow', 'red'),
      change(7, 'yellow', 'green'),
      change(2, 'green', 'red'),
    ];
    expect(digestCounts(FIRST_STATUS_RULES, changes)).toEqual({
      changes: 4,
      became: [
        { value: 'green', count: 1 },
        { value: 'yellow', count: 1 },
        { value: 'red', count: 2 },
      ],
      buildings: [
        { buildingId: 'bld_1_3', changes: 2, worse: 2 },
        { buildingId: 'bld_1_2', changes: 1, worse: 1 },
        { buildingId: 'bld_1_7', changes: 1, worse: 0 },
      ],
    });
  });
});
