import fc from 'fast-check';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { badDays } from './commands.ts';
import { newSchedule } from './schedule.ts';
import { layStreetOfSchedules, type SchedulesStreet } from './street.ts';

const DAYS = process.env.TEST_DEPTH === 'deep' ? 10_000 : 100;

let street: SchedulesStreet;
beforeAll(async () => {
  street = await layStreetOfSchedules();
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
});
afterAll(async () => {
  vi.useRealTimers();
  await street.engine.stop();
});

it('whatever happens at three gates, every scan that was shown is recorded once, and no showing is used twice', {
  timeout: 30 * 60_000,
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
