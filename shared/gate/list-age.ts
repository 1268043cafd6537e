import * as z from 'zod';

const Ms = z.number().int().positive();

/** How old a gate's status list may be, counted from the last answer 200 or 304. */
export const ListAgePolicy = z
  .object({ agedAfterMs: Ms, staleAfterMs: Ms, beyondAfterMs: Ms })
  .refine(
    ({ agedAfterMs, staleAfterMs, beyondAfterMs }) =>
      agedAfterMs < staleAfterMs && staleAfterMs < beyondAfterMs,
    'ages only grow',
  );
export type ListAgePolicy = z.infer<typeof ListAgePolicy>;

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Three missed refreshes are worth a word, a day without network a look, three days are the guard's own judgement. */
export const DEFAULT_LIST_AGE: ListAgePolicy = {
  agedAfterMs: 15 * MINUTE_MS,
  staleAfterMs: 24 * HOUR_MS,
  beyondAfterMs: 72 * HOUR_MS,
};

/**
 * `fresh` and `aged` let a valid pass in, the age shown; `stale` asks; `older` asks too, and is
 * left to the guard.
 */
export type ListAge = 'fresh' | 'aged' | 'stale' | 'older';

/** @param ageMs negative where nobody can tell, which is `older` */
export function listAgeOf(ageMs: number, policy: ListAgePolicy): ListAge {
  if (!(ageMs >= 0) || ageMs > policy.beyondAfterMs) return 'older';
  if (ageMs > policy.staleAfterMs) return 'stale';
  return ageMs > policy.agedAfterMs ? 'aged' : 'fresh';
}
