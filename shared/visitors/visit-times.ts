import * as z from 'zod';
import { Hours } from '../gate/gate-rules.ts';
import { Day } from '../messages/day.ts';
import { shanghaiDay, shanghaiMinuteOfDay, shanghaiWeekday } from '../time/shanghai.ts';
import { addDays, startOfShanghaiDay } from '../time/shanghai-days.ts';

const UnixMs = z.number().int();
const MINUTE_MS = 60_000;

/** When somebody may come, and how often. */
export const VisitTimes = z.discriminatedUnion('kind', [
  /** One time, between two moments. */
  z.strictObject({ kind: z.literal('once'), from: UnixMs, until: UnixMs }),
  /** As often as they like between two moments. */
  z.strictObject({ kind: z.literal('window'), from: UnixMs, until: UnixMs }),
  /** In these hours of these weekdays, from a day to a day, by Shanghai's clock. */
  z.strictObject({
    kind: z.literal('recurring'),
    firstDay: Day,
    lastDay: Day,
    hours: z.array(Hours).min(1).max(7),
  }),
]);
export type VisitTimes = z.infer<typeof VisitTimes>;
type Recurring = Extract<VisitTimes, { kind: 'recurring' }>;

/** Unix milliseconds. */
export const beginsAt = (times: VisitTimes): number =>
  times.kind === 'recurring' ? startOfShanghaiDay(times.firstDay) : times.from;

/** Unix milliseconds, exclusive: of a last night that goes on past midnight, its morning. */
export function endsAt(times: VisitTimes): number {
  if (times.kind !== 'recurring') return times.until;
  const midnight = startOfShanghaiDay(addDays(times.lastDay, 1));
  const into = times.hours.map(({ from, to }) => (to < from ? to : 0));
  return midnight + Math.max(...into) * MINUTE_MS;
}

/**
 * A window belongs to the day on which it opens: at 01:00 on Saturday one may still be in Friday's,
 * and not in Saturday's that has yet to open.
 */
function isOpen({ firstDay, lastDay, hours }: Recurring, now: number): boolean {
  const today = shanghaiDay(now);
  const yesterday = addDays(today, -1);
  const weekday = shanghaiWeekday(now);
  const minute = shanghaiMinuteOfDay(now);
  const isOn = (day: string, its: number, { days }: Hours): boolean =>
    days.includes(its) && firstDay <= day && day <= lastDay;
  return hours.some((window) => {
    const { from, to } = window;
    const isToday = isOn(today, weekday, window);
    if (from < to) return isToday && from <= minute && minute < to;
    const isStillYesterday = isOn(yesterday, weekday === 1 ? 7 : weekday - 1, window);
    return (isToday && from <= minute) || (isStillYesterday && minute < to);
  });
}

/** Why somebody may not come at a moment; undefined where they may. */
export function closedFor(
  times: VisitTimes,
  now: number,
): 'not_yet_valid' | 'expired' | 'outside_hours' | undefined {
  if (now < beginsAt(times)) return 'not_yet_valid';
  if (now >= endsAt(times)) return 'expired';
  return times.kind !== 'recurring' || isOpen(times, now) ? undefined : 'outside_hours';
}
