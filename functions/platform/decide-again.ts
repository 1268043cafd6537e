import { type Failure, fail, isFailure } from './failure.ts';

/**
 * Changes one thing by one conditional write. Where somebody was first, it is decided again on what
 * stands there. The thing itself, decided, is no change.
 * @param most each try loses to somebody who got on; more often than this is a crowd around one thing
 */
export async function decideAgain<Thing extends object>(
  seen: Thing,
  most: number,
  how: {
    readonly decide: (current: Thing) => Thing | Failure;
    /** Resolves to what stands there instead. */
    readonly write: (before: Thing, after: Thing) => Promise<'changed' | Thing>;
  },
): Promise<Thing | Failure> {
  let current = seen;
  for (let tries = 0; tries < most; tries++) {
    const after = how.decide(current);
    if (isFailure(after) || after === current) return after;
    const outcome = await how.write(current, after);
    if (outcome === 'changed') return after;
    current = outcome;
  }
  return fail('state_conflict');
}
