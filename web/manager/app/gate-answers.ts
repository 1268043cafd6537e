import { useQueries } from '@tanstack/vue-query';
import { computed } from 'vue';
import type { GateId } from '../../../shared/ids.ts';
import { type ApiFailure, isApiFailure } from '../../kit/api-failure.ts';
import { useGates } from './compound.ts';
import { EVERY_MS, failureIn, Refused } from './queries.ts';

/** One gate on one day of Shanghai's calendar. */
export type GateDay = { readonly gateId: GateId; readonly name: string; readonly day: string };

/**
 * The same question about each gate of the compound, for one day or more: an answer for every gate
 * that has given one. A day that is over changes no more by itself.
 */
export function useGateAnswers<Answer>(asked: {
  readonly name: string;
  /** YYYY-MM-DD */
  readonly days: () => readonly string[];
  readonly today: () => string | undefined;
  readonly ask: (params: {
    readonly gateId: GateId;
    readonly day: string;
  }) => Promise<Answer | ApiFailure>;
}) {
  const { gates } = useGates();
  const questions = computed((): GateDay[] =>
    (gates.value ?? []).flatMap(({ gateId, name }) =>
      asked.days().map((day) => ({ gateId, name, day })),
    ),
  );
  const results = useQueries({
    queries: computed(() =>
      questions.value.map(({ gateId, day }) => ({
        queryKey: [asked.name, gateId, day],
        queryFn: async (): Promise<Exclude<Answer, ApiFailure>> => {
          const answer = await asked.ask({ gateId, day });
          if (isApiFailure(answer)) throw new Refused(answer);
          // cast: isApiFailure has just taken the refusals out
          return answer as Exclude<Answer, ApiFailure>;
        },
        refetchInterval: day === asked.today() ? EVERY_MS : (false as const),
      })),
    ),
  });
  return {
    answers: computed(() =>
      results.value.flatMap(({ data }, n) => {
        const question = questions.value[n];
        return data === undefined || question === undefined ? [] : [{ ...question, answer: data }];
      }),
    ),
    loading: computed(() => results.value.some(({ isLoading }) => isLoading)),
    failure: computed(() => results.value.map(({ error }) => failureIn(error)).find(Boolean)),
    asking: computed(() => results.value.some(({ isFetching }) => isFetching)),
    askAgain: async (): Promise<void> => {
      await Promise.all(results.value.map(({ refetch }) => refetch()));
    },
  };
}
