import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type RenewalQuestion, renewalDelay } from '../../../web/resident/wallet/pass-renewal.ts';

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
