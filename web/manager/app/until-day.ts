const OFFSET = '+08:00';
const DAY_MS = 86_400_000;

/** Midnight in Shanghai at the end of a day (YYYY-MM-DD): unix milliseconds. */
export function startOfDayAfter(day: string): number {
  return Date.parse(`${day}T00:00:00${OFFSET}`) + DAY_MS;
}
