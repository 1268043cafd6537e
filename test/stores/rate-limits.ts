import { describe, expect, it } from 'vitest';
import { randomBytes } from '../../functions/platform/random.ts';
import type { RateLimit, RateLimits } from '../../functions/platform/rate-limit.ts';
import { NOON } from '../support/fixed-clock.ts';

const HOUR = 3_600_000;

/** What every counter of limits promises. */
export function rateLimitsSuite(open: () => RateLimits): void {
  describe('limits in a window of time', () => {
    const limit: RateLimit = { kind: 'test', most: 5, windowMs: HOUR };
    const somebody = () => Buffer.from(randomBytes(8)).toString('hex');

    it('give out no more than there are, however many ask at once', async () => {
      const [rates, subject] = [open(), somebody()];
      const answers = await Promise.all(
        Array.from({ length: 12 }, () => rates.take(limit, subject, NOON)),
      );
      expect(answers.filter((answer) => answer === 'taken')).toHaveLength(5);
    });

    it('tell how long until there is more, and then give it', async () => {
      const [rates, subject] = [open(), somebody()];
      for (let n = 1; n <= 5; n++) await rates.take(limit, subject, NOON + n);
      const refused = await rates.take(limit, subject, NOON + HOUR - 1500);
      expect(refused).toEqual({ retryAfterSeconds: 2 });
      expect(await rates.take(limit, subject, NOON + HOUR)).toBe('taken');
    });

    it('have one more for each that is given back, and never more than there were', async () => {
      const [rates, subject] = [open(), somebody()];
      await rates.giveBack(limit, subject, NOON);
      for (let n = 1; n <= 5; n++) await rates.take(limit, subject, NOON);
      await rates.giveBack(limit, subject, NOON);
      expect(await rates.take(limit, subject, NOON)).toBe('taken');
      expect(await rates.take(limit, subject, NOON)).not.toBe('taken');
    });

    it('are one subject’s and one kind’s alone', async () => {
      const [rates, subject] = [open(), somebody()];
      for (let n = 1; n <= 5; n++) await rates.take(limit, subject, NOON);
      expect(await rates.take(limit, somebody(), NOON)).toBe('taken');
      expect(await rates.take({ ...limit, kind: 'other' }, subject, NOON)).toBe('taken');
      expect(await rates.take(limit, subject, NOON)).not.toBe('taken');
    });
  });
}
