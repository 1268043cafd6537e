import { computed } from 'vue';
import {
  type DayDisagreement,
  type DayOpening,
  listDayDisagreements,
  listDayOpenings,
  type RepeatedOpening,
} from '../../../shared/messages/gate-days.ts';
import { listReplayPairs } from '../../../shared/messages/gates.ts';
import { listNumberQuestions } from '../../../shared/messages/number-questions.ts';
import { useCompound } from '../app/compound.ts';
import { daysUntil } from '../app/days.ts';
import { type GateDay, useGateAnswers } from '../app/gate-answers.ts';
import { now } from '../app/now.ts';
import { useAnswer } from '../app/queries.ts';
import { api } from '../app/session.ts';

export const OPENINGS = 'day-openings';
export const NUMBER_QUESTIONS = 'number-questions';
const DISAGREEMENTS = 'day-disagreements';

const today = () => daysUntil(now.value)[0];

export type OpeningAtGate = DayOpening & Pick<GateDay, 'name'>;
export type RepeatedAtGate = RepeatedOpening & GateDay;
export type DisagreementAtGate = DayDisagreement & Pick<GateDay, 'name'>;

/** Looked at already, and nothing came since. */
export const isReviewed = ({ reviewed, count }: RepeatedOpening): boolean =>
  reviewed !== undefined && reviewed.count >= count;

/** What was opened by hand on these days, at every gate of the compound. */
export function useOpenings(days: () => readonly string[]) {
  const asked = useGateAnswers({
    name: OPENINGS,
    days,
    today,
    ask: (params) => api.call(listDayOpenings, { params }),
  });
  return {
    ...asked,
    openings: computed((): OpeningAtGate[] =>
      asked.answers.value
        .flatMap(({ name, answer }) => answer.openings.map((opening) => ({ ...opening, name })))
        .sort((one, other) => other.openedAt - one.openedAt),
    ),
    repeated: computed((): RepeatedAtGate[] =>
      asked.answers.value.flatMap(({ answer, ...where }) =>
        answer.repeated.map((repeated) => ({ ...repeated, ...where })),
      ),
    ),
  };
}

/** Who came in although the server says that the code was not to be let in. */
export function useWrongEntries(days: () => readonly string[]) {
  const asked = useGateAnswers({
    name: DISAGREEMENTS,
    days,
    today,
    ask: (params) => api.call(listDayDisagreements, { params }),
  });
  return {
    ...asked,
    wrong: computed((): DisagreementAtGate[] =>
      asked.answers.value
        .flatMap(({ name, answer }) => answer.disagreements.map((one) => ({ ...one, name })))
        .filter(({ letIn, server }) => letIn && server.outcome !== 'allow')
        .sort((one, other) => other.scannedAt - one.scannedAt),
    ),
  };
}

/** Codes that two devices let in. */
export function useReplayPairs() {
  const { place, may } = useCompound();
  return useAnswer({
    key: () => ['replay-pairs', place.value?.compoundId],
    when: () => place.value !== undefined && may('replay_pair.list'),
    ask: () => api.call(listReplayPairs, { params: { compoundId: place.value?.compoundId ?? '' } }),
  });
}

/** Residents of whom nobody has said yet that a number, silent for long, is still theirs. */
export function useNumberQuestions() {
  const { place, may } = useCompound();
  return useAnswer({
    key: () => [NUMBER_QUESTIONS, place.value?.compoundId],
    when: () => place.value !== undefined && may('number_question.list'),
    ask: () =>
      api.call(listNumberQuestions, { params: { compoundId: place.value?.compoundId ?? '' } }),
  });
}

/** How much there is to look at, of yesterday and today; undefined while nobody knows. */
export function useWaiting() {
  const recent = () => daysUntil(now.value).slice(0, 2);
  const openings = useOpenings(recent);
  const entries = useWrongEntries(recent);
  const pairs = useReplayPairs();
  const numbers = useNumberQuestions();
  return computed(() => {
    const known = pairs.answer.value;
    const asked = numbers.answer.value?.questions.length;
    if (
      known === undefined ||
      asked === undefined ||
      openings.loading.value ||
      entries.loading.value
    )
      return undefined;
    const due = openings.repeated.value.filter((one) => !isReviewed(one));
    return due.length + entries.wrong.value.length + known.pairs.length + asked;
  });
}
