import * as z from 'zod';
import { type Closure, Closure as ClosureSchema } from '../../shared/gate/gate-rules.ts';
import type { Outcome, Reason } from '../../shared/gate/outcomes.ts';

/** A time in which a gate sent everybody to the main gate. */
export const Closing = ClosureSchema.extend({
  /** Where somebody ended it. */
  endedAt: z.number().int().optional(),
});
export type Closing = z.infer<typeof Closing>;

/** As long as a scan may wait on a device and still be judged by the rules of its moment. */
const REMEMBERED_MS = 31 * 86_400_000;

const endOf = ({ until = Number.POSITIVE_INFINITY, endedAt = until }: Closing): number =>
  Math.min(until, endedAt);

/** What a gate remembers of its closings once one begins or the running one ends. */
export function nextClosings(
  closings: readonly Closing[],
  { now, closed }: { readonly now: number; readonly closed?: Closure | undefined },
): Closing[] {
  const before = closings
    .filter((closing) => now < endOf(closing) + REMEMBERED_MS)
    .map((closing) => (now < endOf(closing) ? { ...closing, endedAt: now } : closing));
  return closed === undefined ? before : [...before, closed];
}

/** The closing that a device may have known of at a moment, whether it had heard of its end or not. */
export function announcedClosure(
  { closings = [] }: { readonly closings?: readonly Closing[] | undefined },
  at: number,
): Closure | undefined {
  return closings.find(({ since, until }) => since <= at && (until === undefined || at < until));
}

/**
 * The closure as a device knew it at a scan. Whether it had heard, its own verdict tells: closing
 * a gate guides people, and refuses nobody.
 */
export function closureAsOf(
  gate: { readonly closings?: readonly Closing[] | undefined },
  scan: { readonly at: number; readonly outcome: Outcome; readonly reason: Reason },
): Closure | undefined {
  if (scan.outcome !== 'ask' || scan.reason !== 'wrong_gate') return undefined;
  return announcedClosure(gate, scan.at);
}
