import { type Failure, fail } from '../platform/failure.ts';
import type { StoredRequest } from './request.ts';

type Ends = Pick<StoredRequest, 'handOvers' | 'advances'>;

/** Things that are with the worker, or of which one of the two has not said that they are back. */
export function openHandOversOf({ handOvers }: Pick<Ends, 'handOvers'>): number {
  return handOvers.filter(
    ({ back }) => back.byWorker === undefined || back.byRequester === undefined,
  ).length;
}

/** Of how much whoever asked says that it is not so. */
export function deniedOf({ handOvers, advances }: Ends): number {
  const said = [
    ...handOvers.flatMap(({ out, back }) => [out, back]),
    ...advances.map(({ settled }) => settled),
  ];
  return said.filter(({ denied }) => denied !== undefined).length;
}

/** Why it cannot be over yet: something of somebody’s is still with somebody else. */
export function stillOpen({ handOvers, advances }: Ends): Failure | undefined {
  if (openHandOversOf({ handOvers }) > 0) return fail('hand_over_open');
  const isUnsettled = advances.some(
    ({ settled }) => settled.byWorker === undefined || settled.byRequester === undefined,
  );
  return isUnsettled ? fail('advance_open') : undefined;
}

/** Whether something handed over or money advanced keeps it from being closed. */
export const hasOpenEnds = (ends: Ends): boolean => stillOpen(ends) !== undefined;
