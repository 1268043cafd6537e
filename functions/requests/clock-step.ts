import type { DeskCalendar } from '../../shared/desk/desk-calendar.ts';
import {
  ESCALATION_LEVELS,
  type EscalationLevel,
  isHeld,
  type RequestState,
} from '../../shared/desk/request-lifecycle.ts';
import { systemFacts } from '../platform/audit.ts';
import { withoutHolder } from './holder.ts';
import { nextDueOf } from './next-due.ts';
import type { Offices } from './offices.ts';
import { onTheClock } from './on-the-clock.ts';
import { redactedOnceOver } from './redact.ts';
import type { NextDue, StoredRequest, StoredStep } from './request.ts';

/** When, by which calendar, and who holds what. */
export type ClockNow = {
  readonly calendar: DeskCalendar;
  readonly offices: Offices;
  readonly now: number;
};

type Done = Partial<StoredRequest> & { readonly step?: Omit<StoredStep, 'at' | 'by'> };

/** The lowest level that has somebody. The last is told in any case: whoever comes to hold it. */
function levelToTell(
  request: StoredRequest,
  from: EscalationLevel,
  offices: Offices,
): EscalationLevel {
  const left = ESCALATION_LEVELS.slice(ESCALATION_LEVELS.indexOf(from));
  return left.find((level) => offices.isAnybodyAt(level, request)) ?? 'street';
}

function taken(request: StoredRequest, due: NextDue, { offices, now }: ClockNow): Done {
  switch (due.do) {
    case 'remind':
      return { step: { step: 'remind' } };
    case 'escalate': {
      const level = levelToTell(request, due.level ?? 'building', offices);
      return { step: { step: 'escalate', level } };
    }
    case 'resume':
      return { step: { step: 'resume' }, state: 'in_progress' };
    case 'close':
      return { step: { step: 'close' }, state: 'closed', closedAt: now };
    case 'return': {
      const { assignee } = request;
      const until = assignee === undefined ? undefined : offices.worksUntil(assignee);
      // Their role was prolonged, or they hold another.
      if (until !== undefined) return { assigneeUntil: until };
      return { step: { step: 'return' }, state: 'returned' satisfies RequestState };
    }
  }
}

/** Whoever has it works here no more: before anything else, it goes back. */
function isLeftBehind({ state, assignee }: StoredRequest, offices: Offices): boolean {
  return isHeld(state) && assignee !== undefined && offices.worksUntil(assignee) === undefined;
}

/** A request as the clock leaves it: one step on. */
export function afterClock(
  request: StoredRequest,
  awaited: NextDue,
  clock: ClockNow,
): StoredRequest {
  const due: NextDue = isLeftBehind(request, clock.offices)
    ? { do: 'return', at: clock.now }
    : awaited;
  const { step, ...changed } = taken(request, due, clock);
  const { now } = clock;
  const standing = step?.step === 'return' ? withoutHolder(request) : request;
  const by = { as: 'clock' } as const;
  const after: StoredRequest = {
    ...standing,
    ...changed,
    steps: step === undefined ? request.steps : [...request.steps, { ...step, at: now, by }],
    version: request.version + 1,
    audit: systemFacts(`request.${due.do}`, now),
  };
  return onTheClock(request, redactedOnceOver(after, now), clock);
}

/** The same request with another next moment: the calendar that it was reckoned by has changed. */
export function reckonedAnew(
  request: StoredRequest,
  { calendar, now }: Pick<ClockNow, 'calendar' | 'now'>,
): StoredRequest {
  const { nextDue: _, ...rest } = request;
  const nextDue = nextDueOf(request, calendar);
  return {
    ...rest,
    ...(nextDue === undefined ? {} : { nextDue }),
    version: request.version + 1,
    audit: systemFacts('request.reckon', now),
  };
}
