import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isCheckDueWhenShown,
  type RenewalQuestion,
  renewalDelay,
} from '../../../web/resident/wallet/pass-renewal.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const NOW = Date.UTC(2026, 10, 22);

const question = (given: Partial<RenewalQuestion> = {}): RenewalQuestion => ({
  nowMs: NOW,
  renewAfterMs: NOW + 3 * DAY,
  expiresMs: NOW + 7 * DAY,
  confirmedMs: NOW,
  failures: 0,
  random: 0.5,
  ...given,
});

describe('the renewal of a pass', () => {
  it('comes when the pass is due, not before', () => {
    expect(renewalDelay(question({ renewAfterMs: NOW + HOUR }))).toBe(HOUR);
    expect(renewalDelay(question({ renewAfterMs: NOW - HOUR }))).toBe(0);
  });

  it('comes after six hours without a word, so that a withdrawal is noticed on the way home', () => {
    expect(renewalDelay(question())).toBe(6 * HOUR);
    expect(renewalDelay(question({ confirmedMs: NOW - DAY }))).toBe(0);
  });

  it('waits longer after each failure, an hour at most', () => {
    const after = (failures: number) =>
      renewalDelay(question({ renewAfterMs: NOW, failures, random: 1 }));
    expect([1, 2, 3, 20].map(after)).toEqual([30_000, 60_000, 120_000, HOUR]);
  });

  it('waits a minute at most once the pass has run out', () => {
    const expired = question({ renewAfterMs: NOW - 4 * DAY, expiresMs: NOW - 1, failures: 12 });
    expect(renewalDelay({ ...expired, random: 1 })).toBe(60_000);
  });

  it('spreads phones that failed together over half of the wait', () => {
    const failed = question({ renewAfterMs: NOW, failures: 3 });
    expect(renewalDelay({ ...failed, random: 0 })).toBe(60_000);
    fc.assert(
      fc.property(fc.double({ min: 0, max: 0.999, noNaN: true }), (random) => {
        const wait = renewalDelay({ ...failed, random });
        expect(wait).toBeGreaterThanOrEqual(60_000);
        expect(wait).toBeLessThan(120_000);
      }),
    );
  });
});

describe('a page that is opened or shown again', () => {
  const shown = (confirmedAgo: number, askedAgo: number) =>
    isCheckDueWhenShown({ nowMs: NOW, confirmedMs: NOW - confirmedAgo, askedMs: NOW - askedAgo });

  it('asks at once where the pass was not confirmed within a minute: its key may be withdrawn', () => {
    expect(shown(61_000, DAY)).toBe(true);
    expect(shown(5 * DAY, DAY)).toBe(true);
    expect(shown(59_000, DAY)).toBe(false);
  });

  it('asks once in half a minute, however often it is turned off and on', () => {
    expect(shown(HOUR, 29_000)).toBe(false);
    expect(shown(HOUR, 31_000)).toBe(true);
  });

  it('asks where a clock was put back, since what was confirmed tomorrow proves nothing', () => {
    expect(shown(-DAY, -DAY)).toBe(true);
  });
});

it('a suspension with a day is asked about when it is over', () => {
  expect(renewalDelay(question({ suspendedUntilMs: NOW + HOUR }))).toBe(HOUR);
  expect(renewalDelay(question({ suspendedUntilMs: NOW - HOUR }))).toBe(0);
});
