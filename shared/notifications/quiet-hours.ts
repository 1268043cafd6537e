import * as z from 'zod';
import { shanghaiMinuteOfDay } from '../time/shanghai.ts';

const MINUTE_MS = 60_000;
const DAY_MINUTES = 1_440;
const MinuteOfDay = z
  .number()
  .int()
  .min(0)
  .max(DAY_MINUTES - 1);

/** When nobody's phone rings for what can wait, on Shanghai's clock. The same from and to: never. */
export const QuietHours = z.strictObject({ from: MinuteOfDay, to: MinuteOfDay });
export type QuietHours = z.infer<typeof QuietHours>;

export const USUAL_QUIET_HOURS: QuietHours = { from: 22 * 60, to: 7 * 60 };

/** When they end, unix milliseconds; undefined where it is not quiet. */
export function quietUntil({ from, to }: QuietHours, nowMs: number): number | undefined {
  const minute = shanghaiMinuteOfDay(nowMs);
  const since = (minute - from + DAY_MINUTES) % DAY_MINUTES;
  const lasts = (to - from + DAY_MINUTES) % DAY_MINUTES;
  if (since >= lasts) return undefined;
  const minuteBegan = Math.floor(nowMs / MINUTE_MS) * MINUTE_MS;
  return minuteBegan + (lasts - since) * MINUTE_MS;
}
