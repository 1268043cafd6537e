import * as z from 'zod';
import { shanghaiDay, shanghaiWeekday } from '../time/shanghai.ts';
import { addDays, startOfShanghaiDay } from '../time/shanghai-days.ts';

const MINUTE_MS = 60_000;
/** Longer than any row of holidays: who asks beyond has set a desk that never opens. */
const MOST_DAYS = 400;

const MinuteOfDay = z.number().int().min(0).max(1_440);

/** When the desk of a compound works, on Shanghai's clock. */
export const DeskCalendar = z.strictObject({
  hours: z
    .strictObject({ from: MinuteOfDay, to: MinuteOfDay })
    .refine(({ from, to }) => from < to, 'opens before it closes'),
  /** 1 Monday to 7 Sunday. */
  weekdays: z.array(z.number().int().min(1).max(7)).min(1).max(7),
  /** On which nobody works. */
  holidays: z.array(z.iso.date()).max(60),
  /** On which everybody does, though the weekday says no (调休). */
  workdays: z.array(z.iso.date()).max(30),
});
export type DeskCalendar = z.infer<typeof DeskCalendar>;

export const FIRST_DESK_CALENDAR: DeskCalendar = {
  hours: { from: 8 * 60, to: 20 * 60 },
  weekdays: [1, 2, 3, 4, 5, 6, 7],
  holidays: [],
  workdays: [],
};

type Span = { readonly from: number; readonly to: number };

function worksOn({ weekdays, holidays, workdays }: DeskCalendar, day: string): boolean {
  if (workdays.includes(day)) return true;
  return !holidays.includes(day) && weekdays.includes(shanghaiWeekday(startOfShanghaiDay(day)));
}

function spanOf(calendar: DeskCalendar, day: string): Span {
  const start = startOfShanghaiDay(day);
  return {
    from: start + calendar.hours.from * MINUTE_MS,
    to: start + calendar.hours.to * MINUTE_MS,
  };
}

/** Working spans from a moment on, day by day. */
function* spansFrom(calendar: DeskCalendar, from: number): Generator<Span> {
  let day = shanghaiDay(from);
  for (let days = 0; days < MOST_DAYS; days++, day = addDays(day, 1)) {
    if (!worksOn(calendar, day)) continue;
    const span = spanOf(calendar, day);
    if (from < span.to) yield { from: Math.max(from, span.from), to: span.to };
  }
}

/** The same back from a moment. */
function* spansUntil(calendar: DeskCalendar, to: number): Generator<Span> {
  let day = shanghaiDay(to);
  for (let days = 0; days < MOST_DAYS; days++, day = addDays(day, -1)) {
    if (!worksOn(calendar, day)) continue;
    const span = spanOf(calendar, day);
    if (span.from < to) yield { from: span.from, to: Math.min(to, span.to) };
  }
}

/** The deadline of a type: so many minutes by the clock, or of the desk's working time. */
export type DeadlineRule = { readonly minutes: number; readonly by: 'clock' | 'working' };

/**
 * The moment by which so much time has passed.
 * @param from, and the answer: unix milliseconds
 */
export function momentAfter(
  calendar: DeskCalendar,
  from: number,
  { minutes, by }: DeadlineRule,
): number {
  let left = minutes * MINUTE_MS;
  if (by === 'clock') return from + left;
  for (const span of spansFrom(calendar, from)) {
    const lasts = span.to - span.from;
    if (left <= lasts) return span.from + left;
    left -= lasts;
  }
  return from + MOST_DAYS * 1_440 * MINUTE_MS;
}

/** The latest moment from which so much time is left until `to`: unix milliseconds. */
export function momentBefore(
  calendar: DeskCalendar,
  to: number,
  { minutes, by }: DeadlineRule,
): number {
  let left = minutes * MINUTE_MS;
  if (by === 'clock') return to - left;
  for (const span of spansUntil(calendar, to)) {
    const lasts = span.to - span.from;
    if (left <= lasts) return span.to - left;
    left -= lasts;
  }
  return to - MOST_DAYS * 1_440 * MINUTE_MS;
}

/** How much of that time lies between two moments, in milliseconds; below 0 where `to` is earlier. */
export function timeBetween(calendar: DeskCalendar, span: Span, by: DeadlineRule['by']): number {
  const { from, to } = span;
  if (by === 'clock') return to - from;
  if (to < from) return -timeBetween(calendar, { from: to, to: from }, by);
  let passed = 0;
  for (const one of spansFrom(calendar, from)) {
    if (one.from >= to) break;
    passed += Math.min(one.to, to) - one.from;
  }
  return passed;
}
