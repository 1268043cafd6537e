import {
  type DeskCalendar,
  momentAfter,
  momentBefore,
  timeBetween,
} from '../../shared/desk/desk-calendar.ts';
import { PAUSED_AT_MOST_MS } from '../../shared/desk/request-lifecycle.ts';
import { nextDueOf } from './next-due.ts';
import type { StoredRequest } from './request.ts';

const MINUTE_MS = 60_000;

type Clock = { readonly calendar: DeskCalendar; readonly now: number };
type Resting = Pick<StoredRequest, 'dueAt' | 'deadline' | 'pausedWithMs' | 'pausedUntil'>;

/** How much of its time is left, kept while it rests; and until when it does, a week at most. */
function rest(
  { dueAt, deadline }: Resting,
  { calendar, now }: Clock,
  until: number | undefined,
): Pick<StoredRequest, 'pausedWithMs' | 'pausedUntil'> {
  const latest = now + PAUSED_AT_MOST_MS;
  return {
    pausedWithMs: timeBetween(calendar, { from: now, to: dueAt }, deadline.by),
    pausedUntil: until === undefined ? latest : Math.max(now, Math.min(until, latest)),
  };
}

/**
 * The deadline of what rested: as much time is left as when it was laid aside, or it is late by as
 * much. A pause that had an end was over by then, however late somebody looks.
 */
function dueAfterRest(
  { dueAt, deadline: { by }, pausedWithMs: left, pausedUntil }: Resting,
  { calendar, now }: Clock,
): number {
  if (left === undefined) return dueAt;
  const from = Math.min(now, pausedUntil ?? now);
  const rule = { minutes: Math.abs(left) / MINUTE_MS, by };
  const due = left < 0 ? momentBefore(calendar, from, rule) : momentAfter(calendar, from, rule);
  return Math.round(due);
}

/**
 * A request as a step leaves it, with its times: it rests and goes on, begins anew where it is
 * opened again, and says what the clock does next. Every write of a request goes through here.
 * @param before absent for a new one
 */
export function onTheClock(
  before: StoredRequest | undefined,
  after: StoredRequest,
  clock: Clock,
): StoredRequest {
  const { nextDue: _, ...rests } = after;
  let timed: StoredRequest = rests;
  const rested = before?.state === 'paused';
  if (after.state === 'paused' && before !== undefined && !rested) {
    timed = { ...timed, ...rest(after, clock, after.steps.at(-1)?.until) };
  }
  if (rested && after.state !== 'paused') {
    const { pausedWithMs: _ms, pausedUntil: _until, ...goesOn } = timed;
    timed = { ...goesOn, dueAt: dueAfterRest(before, clock) };
  }
  if (after.state === 'reopened' && before?.state !== 'reopened') {
    timed = { ...timed, dueAt: momentAfter(clock.calendar, clock.now, after.deadline) };
  }
  if (after.assignee === undefined) {
    const { assigneeUntil: _end, ...nobodys } = timed;
    timed = nobodys;
  }
  const nextDue = nextDueOf(timed, clock.calendar);
  return nextDue === undefined ? timed : { ...timed, nextDue };
}
