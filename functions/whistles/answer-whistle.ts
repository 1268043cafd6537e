import { compoundOf } from '../../shared/ids.ts';
import type { WhistleAnswer, WhistleCall } from '../../shared/messages/whistles.ts';
import type { AuditFacts } from '../platform/audit.ts';
import { decideAgain } from '../platform/decide-again.ts';
import { type Failure, fail, isFailure } from '../platform/failure.ts';
import type { RateLimit } from '../platform/rate-limit.ts';
import { type ByLink, calledByLink, type LinkPorts } from './called-by-link.ts';
import { shownCall } from './shown-whistle.ts';
import { canBecome, type Department, type StoredWhistle, stateOf } from './whistle.ts';
import type { WhistleStore } from './whistle-store.ts';

export type AnswerWhistlePorts = LinkPorts & {
  readonly whistles: Pick<WhistleStore, 'findWhistle' | 'changeWhistle'>;
};

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Changed its mind a few times, or typed it wrong. */
const ANSWERS_PER_LINK: RateLimit = { kind: 'whistle-answer', most: 20, windowMs: HOUR_MS };
/** Whoever says later than that says nothing. */
const COMES_WITHIN_MS = 30 * DAY_MS;
/** Others who were called answer at the same time. */
const MOST_TRIES = 10;

const said = (answer: WhistleAnswer, at: number): NonNullable<Department['answer']> => ({
  says: answer.says,
  at,
  ...(answer.says === 'coming' ? { comesAt: answer.at } : {}),
  ...(answer.note === undefined ? {} : { note: answer.note }),
});

const isTheSame = (
  { answer: before, silentAt = 0 }: Department,
  now: NonNullable<Department['answer']>,
) =>
  before !== undefined &&
  silentAt <= before.at &&
  before.says === now.says &&
  before.comesAt === now.comesAt &&
  before.note === now.note;

function factsOfLink({ whistleId }: StoredWhistle, own: number, at: number): AuditFacts {
  const by = `${whistleId}#${own}`;
  const place = compoundOf(whistleId);
  return { action: 'whistle.answer', by, office: 'department', purpose: 'service_desk', at, place };
}

function afterAnswer(
  whistle: StoredWhistle,
  own: number,
  given: NonNullable<Department['answer']>,
): StoredWhistle | Failure {
  const department = whistle.departments[own];
  if (department === undefined) return fail('link_expired');
  if (isTheSame(department, given)) return whistle;
  if (whistle.takenBack !== undefined) return fail('whistle_taken_back');
  if (!canBecome(stateOf(department), given.says)) return fail('state_conflict');
  return {
    ...whistle,
    departments: whistle.departments.with(own, { ...department, answer: given }),
    version: whistle.version + 1,
    audit: factsOfLink(whistle, own, given.at),
  };
}

/** A department answers: it has arrived, will come at a time, or it is not its task, and why. */
export async function answerWhistle(
  ports: AnswerWhistlePorts,
  { answer, ...by }: ByLink & { readonly answer: WhistleAnswer },
): Promise<WhistleCall | Failure> {
  const { link, now } = by;
  const called = await calledByLink(ports, by);
  if (isFailure(called)) return called;
  const { own } = called;
  const taken = await ports.rates.take(ANSWERS_PER_LINK, link, now);
  if (taken !== 'taken') return fail('too_many_tries', taken);
  const isSoon =
    answer.says !== 'coming' || (now < answer.at && answer.at <= now + COMES_WITHIN_MS);
  if (!isSoon) return fail('invalid_input', { field: 'answer.at' });

  const given = said(answer, now);
  const after = await decideAgain(called.whistle, MOST_TRIES, {
    decide: (whistle) => afterAnswer(whistle, own, given),
    write: (before, answered) => ports.whistles.changeWhistle(before, answered),
  });
  return isFailure(after)
    ? after
    : shownCall(after, own, after.departments[own] ?? called.department);
}
