import { RETENTION, type Retention } from './retention-classes.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const YEAR_MS = 365 * DAY_MS;

const DAYS = (ms: number): string => {
  if (ms < HOUR_MS) return `${ms / MINUTE_MS} minutes`;
  if (ms <= 48 * HOUR_MS) return `${ms / HOUR_MS} hours`;
  return ms % YEAR_MS === 0 && ms > YEAR_MS ? `${ms / YEAR_MS} years` : `${ms / DAY_MS} days`;
};

/** One row a class, as docs/retention.md shows it: class, term, from when, why, items. */
export function retentionRows(): string[][] {
  const all: readonly [string, Retention][] = Object.entries(RETENTION);
  return all.map(([name, { ms, from = '', why, items }]) => [
    name.replaceAll('_', ' '),
    ms === undefined ? 'no term' : DAYS(ms),
    from,
    why,
    items.join('; '),
  ]);
}
