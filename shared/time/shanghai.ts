/** Days and hours of the gates: China keeps one time, +08:00, all year. */
const OFFSET_MS = 8 * 3_600_000;
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** 1 January 1970 was a Thursday; Monday is 1. */
const WEEKDAY_OF_DAY_ZERO = 4;

const localMs = (unixMs: number) => unixMs + OFFSET_MS;
const dayNumber = (unixMs: number) => Math.floor(localMs(unixMs) / DAY_MS);

/** YYYY-MM-DD */
export function shanghaiDay(unixMs: number): string {
  return new Date(localMs(unixMs)).toISOString().slice(0, 10);
}

/** YYYY-MM-DD hh:mm */
export function shanghaiMoment(unixMs: number): string {
  return new Date(localMs(unixMs)).toISOString().slice(0, 16).replace('T', ' ');
}

/** 0 at midnight to 1439. */
export function shanghaiMinuteOfDay(unixMs: number): number {
  return Math.floor((localMs(unixMs) - dayNumber(unixMs) * DAY_MS) / MINUTE_MS);
}

/** 1 on Monday to 7 on Sunday. */
export function shanghaiWeekday(unixMs: number): number {
  return ((((dayNumber(unixMs) + WEEKDAY_OF_DAY_ZERO - 1) % 7) + 7) % 7) + 1;
}
