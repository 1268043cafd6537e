import { existsSync, readFileSync } from 'node:fs';
import { shanghaiDay, shanghaiMinuteOfDay } from '../../shared/time/shanghai.ts';
import { DAILY } from '../schedules.ts';
import { writeWhole } from './data-folder.ts';

/** How late a day's run may be noticed; also after the machine slept. */
const LOOK_EVERY_MS = 30_000;

/** Whether today's run is still owed: its time has come and the last run was on another day. */
type TimeOfDay = { readonly hour: number; readonly minute: number };

export function isDue(
  nowMs: number,
  lastRunDay: string | undefined,
  at: TimeOfDay = DAILY,
): boolean {
  const minute = at.hour * 60 + at.minute;
  return shanghaiMinuteOfDay(nowMs) >= minute && shanghaiDay(nowMs) !== lastRunDay;
}

export type LocalClock = { stop(): Promise<void> };

/**
 * Calls a function once each day at its time in Shanghai, or at the next start when the
 * machine was off. A run that fails is owed and tried again.
 */
export function startDailyClock(parts: {
  readonly run: () => Promise<unknown>;
  /** Where the day of the last run is noted. */
  readonly notePath: string;
  readonly now: () => number;
  /** On Shanghai's clock; the daily run's time where nothing is said. */
  readonly at?: TimeOfDay;
}): LocalClock {
  const { run, notePath, now, at } = parts;
  let running: Promise<void> = Promise.resolve();
  const look = async (): Promise<void> => {
    const lastRunDay = existsSync(notePath) ? readFileSync(notePath, 'utf8').trim() : undefined;
    const today = shanghaiDay(now());
    if (!isDue(now(), lastRunDay, at)) return;
    await run();
    writeWhole(notePath, today);
  };
  const lookInTurn = (): void => {
    running = running.then(look).catch(() => undefined);
  };
  lookInTurn();
  const timer = setInterval(lookInTurn, LOOK_EVERY_MS);
  return {
    stop: async () => {
      clearInterval(timer);
      await running;
    },
  };
}

/** Calls a function at once and then ever so often, one run at a time; what failed is owed to the next. */
export function startRepeatingClock(parts: {
  readonly run: () => Promise<unknown>;
  readonly everyMs: number;
}): LocalClock {
  let running: Promise<unknown> = Promise.resolve();
  const runInTurn = (): void => {
    running = running.then(parts.run).catch(() => undefined);
  };
  runInTurn();
  const timer = setInterval(runInTurn, parts.everyMs);
  return {
    stop: async () => {
      clearInterval(timer);
      await running;
    },
  };
}
