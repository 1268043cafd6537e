import type { Clock } from '../../functions/platform/clock.ts';

/** A clock that stands until it is told to go on. */
export type FixedClock = Clock & { advance(ms: number): void; set(unixMs: number): void };

/**
 * Noon in Shanghai on an ordinary Wednesday, years ahead: an engine deletes by the machine's clock
 * whatever expired before it, and would delete under a test what was written for a past day.
 */
export const NOON = Date.UTC(2035, 10, 14, 4, 0, 0);

export function fixedClock(start: number = NOON): FixedClock {
  let now = start;
  return Object.assign(() => now, {
    advance: (ms: number) => {
      now += ms;
    },
    set: (unixMs: number) => {
      now = unixMs;
    },
  });
}
