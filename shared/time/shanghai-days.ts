/** Calendar days in Shanghai, as YYYY-MM-DD: they sort and compare as text. */
const DAY_MS = 86_400_000;

const dayZeroMs = (day: string): number => Date.parse(`${day}T00:00:00Z`);

/** The day so many days after it; before it where `days` is negative. */
export function addDays(day: string, days: number): string {
  return new Date(dayZeroMs(day) + days * DAY_MS).toISOString().slice(0, 10);
}

/** How many days later `other` is; negative where it is earlier. */
export function daysBetween(day: string, other: string): number {
  return Math.round((dayZeroMs(other) - dayZeroMs(day)) / DAY_MS);
}

/** Unix milliseconds of midnight in Shanghai, with which the day begins. */
export function startOfShanghaiDay(day: string): number {
  return Date.parse(`${day}T00:00:00+08:00`);
}
