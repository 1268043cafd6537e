import fc from 'fast-check';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { badDays } from './commands.ts';
import { newSchedule } from './schedule.ts';
import { layStreetOfSchedules, type SchedulesStreet } from './street.ts';

/** Each on a street of its own: a table that remembers too much is slow to ask. */
const STREETS = process.env.TEST_DEPTH === 'deep' ? 20 : 1;
const DAYS = process.env.TEST_DEPTH === 'deep' ? 500 : 100;

let street: SchedulesStreet;
beforeEach(async () => {
  street = await layStreetOfSchedules();
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
});
afterEach(async () => {
  vi.useRealTimers();
  await street.engine.stop();
});

it('whatever happens at three gates, every scan that was shown is recorded once, and no showing is used twice', {
  timeout: 10 * 60_000,
  repeats: STREETS - 1,
}, async () => {
  await fc.assert(
    fc.asyncProperty(badDays, async (commands) => {
      await street.tidy();
      const schedule = newSchedule(street);
      await fc.asyncModelRun(() => ({ model: {}, real: schedule }), commands);
      expect(await schedule.finish()).toEqual([]);
    }),
    { numRuns: DAYS },
  );
});
