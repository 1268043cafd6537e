import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isDue, startDailyClock, startRepeatingClock } from '../../infra/local/clock.ts';

/** A moment on Shanghai's clock. */
const shanghai = (text: string): number => Date.parse(`${text}+08:00`);

describe('the daily run', () => {
  it.each([
    ['before its time', '2035-11-14T03:29:59', '2035-11-13', false],
    ['at its time', '2035-11-14T03:30:00', '2035-11-13', true],
    ['later on a day when it did not run yet', '2035-11-14T23:59:59', '2035-11-13', true],
    ['again on the same day', '2035-11-14T12:00:00', '2035-11-14', false],
    ['just after midnight', '2035-11-15T00:00:00', '2035-11-14', false],
    ['after days when the machine was off', '2035-11-20T09:00:00', '2035-11-14', true],
    ['for the first time ever', '2035-11-14T12:00:00', undefined, true],
  ])('%s', (_, now, lastRunDay, due) => {
    expect(isDue(shanghai(now), lastRunDay)).toBe(due);
  });

  it('is noted when it is done, and owed when it failed', async () => {
    const notePath = join(mkdtempSync(join(tmpdir(), 'xq-clock-')), 'note');
    const now = () => shanghai('2035-11-14T12:00:00');
    let runs = 0;
    const start = (run: () => Promise<void>) => startDailyClock({ run, notePath, now }).stop();
    await start(async () => {
      runs++;
      throw new Error('not today');
    });
    await start(async () => {
      runs++;
    });
    await start(async () => {
      runs++;
    });
    expect(runs).toBe(2);
    expect(readFileSync(notePath, 'utf8')).toBe('2035-11-14');
  });
});

describe('what runs every few minutes', () => {
  it('runs at once, one run at a time, and goes on after a run that failed', async () => {
    let [runs, atOnce, mostAtOnce] = [0, 0, 0];
    await new Promise<void>((resolve) => {
      const clock = startRepeatingClock({
        everyMs: 1,
        run: async () => {
          mostAtOnce = Math.max(mostAtOnce, ++atOnce);
          await new Promise((turn) => setImmediate(turn));
          atOnce--;
          if (++runs === 1) throw new Error('not today');
          if (runs === 3) void clock.stop().then(resolve);
        },
      });
    });
    expect([runs >= 3, mostAtOnce]).toEqual([true, 1]);
  });
});
