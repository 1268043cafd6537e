import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dueStepOn, nextDueOf } from '../../../functions/requests/next-due.ts';
import { onTheClock } from '../../../functions/requests/on-the-clock.ts';
import type { StoredRequest, StoredStep } from '../../../functions/requests/request.ts';
import {
  type DeskCalendar,
  FIRST_DESK_CALENDAR,
  momentAfter,
  timeBetween,
} from '../../../shared/desk/desk-calendar.ts';
import {
  ESCALATION_LEVELS,
  type EscalationLevel,
  type RequestState,
} from '../../../shared/desk/request-lifecycle.ts';
import { ASKED, aRequest, at, DAY, HOUR, MINUTE } from './a-request.ts';

const calendar = FIRST_DESK_CALENDAR;
const byClock = (step: 'remind' | 'escalate', when: number, level?: EscalationLevel) => ({
  step,
  at: when,
  by: { as: 'clock' } as const,
  ...(level === undefined ? {} : { level }),
});
const worker = {
  as: 'worker',
  staffId: 'stf_0000000000000001',
  office: 'property',
  maskedName: '胡**',
} as const;
const [SUBMITTED] = aRequest().steps;
if (SUBMITTED === undefined) throw new TypeError('somebody asked');

/** With so much of the clock's work behind it. */
const having = (...steps: StoredStep[]): StoredRequest =>
  aRequest({ steps: [SUBMITTED, ...steps] });

describe('what the clock does next with a request', () => {
  it('reminds when three quarters of the time have passed', () => {
    expect(nextDueOf(aRequest(), calendar)).toEqual({ do: 'remind', at: ASKED + 90 * MINUTE });
  });

  it('counts no night before a reminder where the desk’s hours count', () => {
    const request = aRequest({
      deadline: { minutes: 8 * 60, by: 'working' },
      at: at('2026-11-27T18:00:00'),
      dueAt: momentAfter(calendar, at('2026-11-27T18:00:00'), { minutes: 480, by: 'working' }),
    });
    // Two of eight hours before 14:00 on the next day.
    expect(nextDueOf(request, calendar)).toEqual({
      do: 'remind',
      at: at('2026-11-28T12:00:00'),
    });
  });

  it('begins to tell the levels at the deadline, the nearest first', () => {
    expect(nextDueOf(having(byClock('remind', ASKED + 90 * MINUTE)), calendar)).toEqual({
      do: 'escalate',
      at: ASKED + 2 * HOUR,
      level: 'building',
    });
  });

  it('goes up one level with each further quarter of the time, and ends at the street', () => {
    const steps: StoredStep[] = [byClock('remind', ASKED)];
    const seen: unknown[] = [];
    for (let due = nextDueOf(having(...steps), calendar); due !== undefined; ) {
      seen.push([due.level, (due.at - ASKED) / MINUTE]);
      steps.push(byClock('escalate', due.at, due.level));
      due = nextDueOf(having(...steps), calendar);
    }
    expect(seen).toEqual([
      ['building', 120],
      ['grid', 150],
      ['compound', 180],
      ['community', 210],
      ['street', 240],
    ]);
  });

  it('leaves half an hour between two levels, however short the deadline', () => {
    const request = {
      ...having(byClock('remind', ASKED), byClock('escalate', ASKED, 'building')),
      deadline: { minutes: 15, by: 'clock' as const },
      dueAt: ASKED + 15 * MINUTE,
    };
    expect(nextDueOf(request, calendar)?.at).toBe(ASKED + 45 * MINUTE);
  });

  it('goes on above a level that was passed over, at the pace of those that were told', () => {
    const steps = [byClock('remind', ASKED), byClock('escalate', ASKED, 'compound')];
    expect(nextDueOf(having(...steps), calendar)).toEqual({
      do: 'escalate',
      at: ASKED + 150 * MINUTE,
      level: 'community',
    });
  });

  it('begins anew with what is opened again', () => {
    const request = having(byClock('remind', ASKED), byClock('escalate', ASKED, 'building'), {
      step: 'reopen',
      at: ASKED + DAY,
      by: { as: 'requester', accountId: 'acc_0000000000000001' },
    });
    const anew = onTheClock(
      { ...request, state: 'done' },
      { ...request, state: 'reopened' },
      { calendar, now: ASKED + DAY },
    );
    expect(anew.dueAt).toBe(ASKED + DAY + 2 * HOUR);
    expect(anew.nextDue).toEqual({ do: 'remind', at: ASKED + DAY + 90 * MINUTE });
  });

  it('closes what has been done for three days without a word, and each word counts anew', () => {
    const finished = { step: 'finish', at: ASKED + HOUR, by: worker } as const;
    const done = { ...having(finished), state: 'done' as const };
    expect(nextDueOf(done, calendar)).toEqual({ do: 'close', at: ASKED + HOUR + 3 * DAY });
    const said = { step: 'note', at: ASKED + DAY, by: worker } as const;
    const spoken = { ...done, steps: [...done.steps, said] };
    expect(nextDueOf(spoken, calendar)?.at).toBe(ASKED + 4 * DAY);
  });

  it('closes nothing while something is out or money is not settled', () => {
    const done = { ...having(), state: 'done' as const };
    const handOver = {
      handOverId: 'a',
      what: 'key',
      out: { byWorker: 1, byRequester: 2 },
    } as const;
    const out = { ...done, handOvers: [{ ...handOver, back: { byWorker: 3 } }] };
    expect(nextDueOf(out, calendar)).toBeUndefined();
    const owed = { ...done, advances: [{ advanceId: 'b', amountFen: 100, settled: {} }] };
    expect(nextDueOf(owed, calendar)).toBeUndefined();
    const back = { byWorker: 3, byRequester: 4 };
    const settled = {
      ...done,
      handOvers: [{ ...handOver, back }],
      advances: [{ advanceId: 'b', amountFen: 100, settled: back }],
    };
    expect(nextDueOf(settled, calendar)?.do).toBe('close');
  });

  it.each(['closed', 'cancelled'] as const)('does nothing with what is %s', (state) => {
    expect(nextDueOf(aRequest({ state }), calendar)).toBeUndefined();
  });

  it('takes a task back when the role ends by which somebody has it, paused or not', () => {
    const theirs = { assignee: worker.staffId, assigneeUntil: ASKED + HOUR } as const;
    for (const state of ['claimed', 'in_progress', 'paused'] satisfies RequestState[]) {
      const request = aRequest({ ...theirs, state, pausedUntil: ASKED + DAY });
      expect(nextDueOf(request, calendar)).toEqual({ do: 'return', at: ASKED + HOUR });
    }
    expect(nextDueOf(aRequest({ ...theirs, state: 'done' }), calendar)?.do).toBe('close');
  });

  it('is due from its moment on and not before', () => {
    const request = aRequest();
    expect(dueStepOn(request, calendar, ASKED + 90 * MINUTE - 1)).toBeUndefined();
    expect(dueStepOn(request, calendar, ASKED + 90 * MINUTE)?.do).toBe('remind');
    expect(dueStepOn(request, calendar, ASKED + 5 * HOUR)?.at).toBe(ASKED + 90 * MINUTE);
  });
});

const moved = (
  request: StoredRequest,
  step: 'pause' | 'resume',
  now: number,
  until?: number,
): StoredRequest =>
  onTheClock(
    request,
    {
      ...request,
      state: step === 'pause' ? 'paused' : 'in_progress',
      steps: [...request.steps, { step, at: now, by: worker, ...(until && { until }) }],
    },
    { calendar: someCalendar, now },
  );
/** Monday to Friday, but one holiday and one Sunday. */
const someCalendar: DeskCalendar = {
  ...calendar,
  weekdays: [1, 2, 3, 4, 5],
  holidays: ['2026-12-01'],
  workdays: ['2026-11-29'],
};

describe('time that is paused', () => {
  it('goes on by the clock at the moment that was named, however late the clock looks', () => {
    const now = ASKED + 30 * MINUTE;
    const paused = moved(aRequest({ state: 'in_progress' }), 'pause', now, now + DAY);
    expect(paused.nextDue).toEqual({ do: 'resume', at: now + DAY });
    for (const late of [0, MINUTE, 5 * HOUR]) {
      const resumed = moved(paused, 'resume', now + DAY + late);
      expect(resumed.dueAt).toBe(ASKED + 2 * HOUR + DAY);
      expect([resumed.pausedUntil, resumed.pausedWithMs]).toEqual([undefined, undefined]);
    }
  });

  it('ends by itself after a week where no day was named, or a later one', () => {
    const request = aRequest({ state: 'in_progress' });
    expect(moved(request, 'pause', ASKED).pausedUntil).toBe(ASKED + 7 * DAY);
    expect(moved(request, 'pause', ASKED, ASKED + 30 * DAY).pausedUntil).toBe(ASKED + 7 * DAY);
  });

  it('never counts: what is left of a deadline shrinks by the time that was not paused alone', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('clock', 'working'),
        fc.integer({ min: 15, max: 5 * 1_440 }),
        fc.array(
          fc.record({
            works: fc.integer({ min: 0, max: 3 * DAY }),
            rests: fc.integer({ min: 0, max: 6 * DAY }),
          }),
          { maxLength: 8 },
        ),
        (by, minutes, spells) => {
          const deadline = { minutes, by } as const;
          let request = aRequest({
            state: 'in_progress',
            deadline,
            dueAt: momentAfter(someCalendar, ASKED, deadline),
          });
          let now = ASKED;
          let left = minutes * MINUTE;
          for (const { works, rests } of spells) {
            left -= timeBetween(someCalendar, { from: now, to: now + works }, by);
            request = moved(request, 'pause', now + works);
            now += works + rests;
            request = moved(request, 'resume', now);
            expect(timeBetween(someCalendar, { from: now, to: request.dueAt }, by)).toBe(left);
          }
        },
      ),
    );
  });

  it('delays a reminder and every level by as much', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6 * DAY }), (rests) => {
        const early = aRequest({ state: 'in_progress' });
        const paused = moved(early, 'pause', ASKED + MINUTE);
        const later = moved(paused, 'resume', ASKED + MINUTE + rests);
        for (let told = 0; told <= ESCALATION_LEVELS.length; told++) {
          const levels = ESCALATION_LEVELS.slice(0, told);
          const steps = levels.map((level) => byClock('escalate', ASKED, level));
          const before = nextDueOf(having(byClock('remind', ASKED), ...steps), someCalendar);
          const delayed = nextDueOf(
            { ...later, steps: [...later.steps, byClock('remind', ASKED), ...steps] },
            someCalendar,
          );
          expect(delayed?.at).toBe(before === undefined ? undefined : before.at + rests);
        }
      }),
    );
  });
});
