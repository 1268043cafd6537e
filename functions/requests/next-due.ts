import { type DeskCalendar, momentAfter, momentBefore } from '../../shared/desk/desk-calendar.ts';
import {
  CLOSED_AFTER_MS,
  ESCALATION_LEVELS,
  isFinished,
  isHeld,
  isOpen,
} from '../../shared/desk/request-lifecycle.ts';
import { hasOpenEnds } from './open-ends.ts';
import type { NextDue, StoredRequest } from './request.ts';

/** What the clock looks at. */
export type Timed = Pick<
  StoredRequest,
  | 'state'
  | 'deadline'
  | 'dueAt'
  | 'pausedUntil'
  | 'assignee'
  | 'assigneeUntil'
  | 'steps'
  | 'handOvers'
  | 'advances'
>;

/** Of a deadline's time: so much before it somebody is reminded, and so much after it the next is told. */
const PART_OF_TIME = 4;
/** Nobody is passed over faster than they can read. */
const LEAST_BETWEEN_LEVELS_MINUTES = 30;

/** What was done since it was asked, or since it was opened again: each time is one of its own. */
function stepsOfThisTime(steps: StoredRequest['steps']): StoredRequest['steps'] {
  return steps.slice(steps.findLastIndex(({ step }) => step === 'reopen') + 1);
}

/** The deadline and what comes before and after it: a reminder, then one level after the other. */
function chased(request: Timed, calendar: DeskCalendar): NextDue | undefined {
  const { deadline, dueAt } = request;
  const part = deadline.minutes / PART_OF_TIME;
  const steps = stepsOfThisTime(request.steps);
  if (!steps.some(({ step }) => step === 'remind')) {
    return { do: 'remind', at: momentBefore(calendar, dueAt, { ...deadline, minutes: part }) };
  }
  const told = steps.filter(({ step }) => step === 'escalate');
  const highest = told.at(-1)?.level;
  const level =
    ESCALATION_LEVELS[highest === undefined ? 0 : ESCALATION_LEVELS.indexOf(highest) + 1];
  if (level === undefined) return undefined;
  const minutes = Math.max(part, LEAST_BETWEEN_LEVELS_MINUTES) * told.length;
  return { do: 'escalate', at: momentAfter(calendar, dueAt, { ...deadline, minutes }), level };
}

function dueOfState(request: Timed, calendar: DeskCalendar): NextDue | undefined {
  const { state, pausedUntil, steps } = request;
  if (state === 'paused') {
    return pausedUntil === undefined ? undefined : { do: 'resume', at: pausedUntil };
  }
  if (isOpen(state)) return chased(request, calendar);
  const last = steps.at(-1);
  if (!isFinished(state) || last === undefined || hasOpenEnds(request)) return undefined;
  return { do: 'close', at: last.at + CLOSED_AFTER_MS };
}

/**
 * What the clock does with a request next, and when, which depends on what stands in the request
 * alone: whoever computes it late, or twice, gets the same.
 */
export function nextDueOf(request: Timed, calendar: DeskCalendar): NextDue | undefined {
  const due = dueOfState(request, calendar);
  const { state, assignee, assigneeUntil: until } = request;
  const isTheirs = isHeld(state) && assignee !== undefined && until !== undefined;
  const goesBackFirst = isTheirs && (due === undefined || until <= due.at);
  return goesBackFirst ? { do: 'return', at: until } : due;
}

/** What the clock is to do with it now. */
export function dueStepOn(
  request: Timed,
  calendar: DeskCalendar,
  now: number,
): NextDue | undefined {
  const due = nextDueOf(request, calendar);
  return due !== undefined && due.at <= now ? due : undefined;
}
