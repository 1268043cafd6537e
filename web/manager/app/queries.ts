import { QueryCache, QueryClient, type QueryKey, useQuery } from '@tanstack/vue-query';
import { computed, type MaybeRefOrGetter, toValue } from 'vue';
import type * as z from 'zod';
import { type ApiFailure, failureOf, isApiFailure, isUnreached } from '../../kit/api-failure.ts';
import { keepAnswer, keptAnswer } from './kept-answers.ts';
import { session, signedInAs } from './session.ts';

/** Often enough to be believed; what is awaited asks more often. */
export const EVERY_MS = 60_000;
const FRESH_MS = 5_000;

export const queryClient = new QueryClient({
  queryCache: new QueryCache({
    onSuccess: () => {
      session.value = 'running';
    },
  }),
  defaultOptions: {
    queries: {
      // A refusal is shown with its button, not asked again behind the reader's back.
      retry: false,
      networkMode: 'always',
      staleTime: FRESH_MS,
      refetchInterval: EVERY_MS,
      // Comes back from another tab: perhaps signed in there meanwhile.
      refetchOnWindowFocus: 'always',
    },
  },
});

/** A refusal thrown to the query and shown by the page. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly failure: ApiFailure;
  constructor(failure: ApiFailure) {
    super(failure.code);
    this.failure = failure;
  }
}

/** What to show of a query that failed. */
export function failureIn(error: unknown): ApiFailure | undefined {
  if (error === null) return undefined;
  return error instanceof Refused ? error.failure : failureOf('fault');
}

/**
 * What the server says, kept current: every minute, and whenever the page is looked at again.
 * What was known stays shown while a refusal stands beside it.
 */
export function useAnswer<Answer>(asked: {
  readonly key: MaybeRefOrGetter<QueryKey>;
  readonly ask: () => Promise<Answer | ApiFailure>;
  /** Asked only then; always where nothing is said. */
  readonly when?: MaybeRefOrGetter<boolean>;
  readonly everyMs?: MaybeRefOrGetter<number>;
  /** What is worked from without a network is kept on this device, and read again by this schema. */
  readonly kept?: z.ZodType<Exclude<Answer, ApiFailure>>;
}) {
  type Known = Exclude<Answer, ApiFailure>;
  const staffId = (): string => signedInAs.value?.staffId ?? '';
  /** Only once the server was asked and not reached: who may still see it is the server's to say. */
  const recall = (key: QueryKey): void => {
    if (asked.kept === undefined || queryClient.getQueryData(key) !== undefined) return;
    const kept = keptAnswer(staffId(), key, asked.kept, Date.now());
    if (kept !== undefined) queryClient.setQueryData(key, kept.answer, { updatedAt: kept.at });
  };
  const query = useQuery({
    queryKey: computed(() => toValue(asked.key)),
    queryFn: async ({ queryKey }): Promise<Known> => {
      const answer = await asked.ask();
      if (isApiFailure(answer)) {
        if (isUnreached(answer)) recall(queryKey);
        throw new Refused(answer);
      }
      if (asked.kept !== undefined) keepAnswer(staffId(), queryKey, answer, Date.now());
      // cast: isApiFailure has just taken the refusals out
      return answer as Known;
    },
    enabled: computed(() => toValue(asked.when) ?? true),
    refetchInterval: () => toValue(asked.everyMs) ?? EVERY_MS,
  });
  return {
    answer: query.data,
    loading: query.isLoading,
    failure: computed(() => failureIn(query.error.value)),
    asking: query.isFetching,
    /** When it was said: what was kept on this device may be hours old. */
    saidAt: query.dataUpdatedAt,
    askAgain: async (): Promise<void> => {
      await query.refetch();
    },
  };
}
