import { shanghaiDay } from '../../../shared/time/shanghai.ts';

const DAY_MS = 86_400_000;
/** What is recorded of residents is kept so long. */
export const DAYS_KEPT = 7;

/** YYYY-MM-DD, today first: the days of which something is kept. */
export function daysUntil(nowMs: number): string[] {
  return Array.from({ length: DAYS_KEPT }, (_, back) => shanghaiDay(nowMs - back * DAY_MS));
}
