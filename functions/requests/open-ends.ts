import type { StoredRequest } from './request.ts';

type Ends = Pick<StoredRequest, 'handOvers' | 'advances'>;

/** Things that are with the worker, or of which one of the two has not said that they are back. */
export function openHandOversOf({ handOvers }: Pick<Ends, 'handOvers'>): number {
  return handOvers.filter(
    ({ back }) => back.byWorker === undefined || back.byRequester === undefined,
  ).length;
}

/** Whether something handed over or money advanced keeps it from being closed. */
export function hasOpenEnds({ handOvers, advances }: Ends): boolean {
  const isUnsettled = advances.some(
    ({ settled }) => settled.byWorker === undefined || settled.byRequester === undefined,
  );
  return isUnsettled || openHandOversOf({ handOvers }) > 0;
}
