import type { DeskCalendar } from '../../shared/desk/desk-calendar.ts';
import {
  isHeld,
  REOPENED_WITHIN_MS,
  REQUEST_STEPS,
  type RequestStep,
  type StepBy,
  stateAfter,
} from '../../shared/desk/request-lifecycle.ts';
import type { PhotoId } from '../../shared/ids.ts';
import type { AuditFacts } from '../platform/audit.ts';
import { type Failure, fail } from '../platform/failure.ts';
import { withHolder, withoutHolder } from './holder.ts';
import { onTheClock } from './on-the-clock.ts';
import { stillOpen } from './open-ends.ts';
import { redactedOnceOver } from './redact.ts';
import type { Holder, StepActor, StoredRequest, StoredStep } from './request.ts';

/** So that a request stays within what an item of the table holds; ending it is always possible. */
const MOST_NOTES = 150;
const MOST_STEPS = 190;

/** A step, by whom and as what. */
export type Taken = {
  readonly step: RequestStep;
  readonly as: StepBy;
  readonly by: StepActor;
  readonly now: number;
  readonly facts: AuditFacts;
  /** What a page that was offline calls it. */
  readonly key?: string | undefined;
  readonly note?: string | undefined;
  readonly photos?: readonly PhotoId[] | undefined;
  readonly until?: number | undefined;
  /** Of a rating: how the service was. */
  readonly service?: number | undefined;
  /** Who has it from then on. */
  readonly to?: Holder | undefined;
};

/** Whether the same step was taken before by the same person, who did not hear the answer. */
export const wasTaken = (
  { steps }: Pick<StoredRequest, 'steps'>,
  key: string | undefined,
  by: string,
): boolean => key !== undefined && steps.some((step) => step.key === key && idOf(step.by) === by);
const idOf = (by: StepActor): string => {
  if (by.as === 'clock') return 'clock';
  return by.as === 'requester' ? by.accountId : by.staffId;
};

function refused(request: StoredRequest, taken: Taken): Failure | undefined {
  const { step, as, now, to, until } = taken;
  const { by }: { by: readonly StepBy[] } = REQUEST_STEPS[step];
  if (!by.includes(as)) return fail('not_permitted');
  if (stateAfter(request.state, step) === undefined) {
    const { assigneeOffice: office, assigneeMaskedName: maskedName } = request;
    const isAnothers = step === 'claim' && isHeld(request.state);
    if (!isAnothers || office === undefined || maskedName === undefined) {
      return fail('step_refused');
    }
    return fail('claimed_by_another', { by: { office, maskedName } });
  }
  const steps = request.steps.length;
  const isEnding = step === 'close' || step === 'cancel';
  if (!isEnding && steps >= (step === 'note' ? MOST_NOTES : MOST_STEPS))
    return fail('step_refused');
  if (isEnding) return stillOpen(request);
  if (step === 'transfer' && to?.staffId === request.assignee) {
    return fail('invalid_input', { field: 'to' });
  }
  if (step === 'pause' && until !== undefined && until <= now) {
    return fail('invalid_input', { field: 'until' });
  }
  if (step !== 'reopen') return undefined;
  const { reopened, closedAt = now } = request;
  return reopened || now - closedAt > REOPENED_WITHIN_MS ? fail('step_refused') : undefined;
}

function stored({ step, by, now: at, key, note, photos = [], until, to }: Taken): StoredStep {
  return {
    step,
    at,
    by,
    ...(key === undefined ? {} : { key }),
    ...(note === undefined || step === 'rate' ? {} : { note }),
    ...(photos.length === 0 ? {} : { photos: [...photos] }),
    ...(until === undefined ? {} : { until }),
    ...(to === undefined || step === 'claim' ? {} : { to: to.staffId }),
  };
}

function rated(request: StoredRequest, { service, note, now: at }: Taken): StoredRequest {
  if (service === undefined) return request;
  const text = note === undefined ? {} : { text: note };
  return { ...request, rating: { service, ...text, at } };
}

function changed(request: StoredRequest, taken: Taken): StoredRequest {
  const { step, now, to } = taken;
  switch (step) {
    case 'claim':
    case 'assign':
    case 'transfer':
      return to === undefined ? request : withHolder(request, to);
    case 'return':
      return withoutHolder(request);
    case 'rate':
      return rated(request, taken);
    // What they said stands in the step, in the words of whoever called.
    case 'call_back':
      return rated(request, { ...taken, note: undefined });
    case 'finish':
      return { ...request, doneAt: now };
    case 'close':
    case 'cancel':
      return { ...request, closedAt: now };
    case 'reopen': {
      const { doneAt: _, closedAt: _closed, ...rest } = withoutHolder(request);
      return { ...rest, reopened: true };
    }
    default:
      return request;
  }
}

/**
 * A request after a step, or why it is refused. The same request where the same step was taken
 * before: a claim by whoever has it, a step that a page sends once more.
 */
export function afterStep(
  request: StoredRequest,
  taken: Taken,
  calendar: DeskCalendar,
): StoredRequest | Failure {
  const { step, now, to, facts } = taken;
  const isTheirs = to !== undefined && to.staffId === request.assignee;
  if (wasTaken(request, taken.key, idOf(taken.by))) return request;
  if (step === 'claim' && isTheirs && isHeld(request.state)) return request;
  if (step === 'assign' && isTheirs && request.state === 'assigned') return request;
  const failed = refused(request, taken);
  if (failed !== undefined) return failed;
  const stepped: StoredRequest = {
    ...changed(request, taken),
    state: stateAfter(request.state, step) ?? request.state,
    steps: [...request.steps, stored(taken)],
    version: request.version + 1,
    audit: facts,
  };
  return onTheClock(request, redactedOnceOver(stepped, now), { calendar, now });
}
