import * as z from 'zod';

/** A tired guard mistypes a few; whoever tries numbers out needs thousands. */
export const MOST_UNKNOWN = 10;
export const UNKNOWN_WITHIN_MS = 10 * 60_000;

/** When numbers were typed that no card has: unix milliseconds, the oldest first. */
export const UnknownNumbers = z.array(z.number());
export type UnknownNumbers = readonly number[];

/** A clock that was set since makes the age unknown: then it is forgotten. */
const isRecent = (at: number, nowMs: number): boolean =>
  nowMs >= at && nowMs - at < UNKNOWN_WITHIN_MS;

export function withUnknown(unknown: UnknownNumbers, nowMs: number): UnknownNumbers {
  return [...unknown.filter((at) => isRecent(at, nowMs)), nowMs];
}

/** Until when nothing more is looked up; undefined where the next number may be typed. */
export function pausedUntil(unknown: UnknownNumbers, nowMs: number): number | undefined {
  const recent = unknown.filter((at) => isRecent(at, nowMs));
  const [oldest] = recent.slice(-MOST_UNKNOWN);
  return recent.length < MOST_UNKNOWN || oldest === undefined
    ? undefined
    : oldest + UNKNOWN_WITHIN_MS;
}
