import type { Direction, Reason } from '../gate/outcomes.ts';
import { closedFor, type VisitTimes } from './visit-times.ts';

/** What one invitation lets whoever opened it do. */
export type JudgedStay = {
  readonly times: VisitTimes;
  /** How often they have come in by it. */
  readonly entered: number;
  /** Unix milliseconds: cancelled, or moved to another phone. */
  readonly endedAt?: number | undefined;
};

export type JudgedVisit<Name extends string> = {
  readonly stays: Readonly<Partial<Record<Name, JudgedStay>>>;
  /** By which they came in and have not left since. */
  readonly inside?: { readonly by: string } | undefined;
};

/** The first of these that any invitation says is what is told: what may still change comes first. */
const MOST_HOPEFUL_FIRST = [
  'outside_hours',
  'not_yet_valid',
  'already_used',
  'expired',
  'revoked',
] as const satisfies readonly Reason[];
type Refused = (typeof MOST_HOPEFUL_FIRST)[number];

function refusedBy({ times, entered, endedAt }: JudgedStay, now: number): Refused | undefined {
  if (endedAt !== undefined) return 'revoked';
  if (times.kind === 'once' && entered > 0) return 'already_used';
  return closedFor(times, now);
}

/**
 * Whether whoever holds this visit may pass, and by which invitation. Nobody who is inside is kept
 * there, whatever has become of the invitation meanwhile.
 */
export function judgeVisit<Name extends string>(
  { stays, inside }: JudgedVisit<Name>,
  direction: Direction,
  now: number,
): { readonly reason: 'ok'; readonly by: Name } | { readonly reason: Reason } {
  // cast: the keys of a record are of its type of names
  const named = Object.entries(stays) as [Name, JudgedStay][];
  if (direction === 'out') {
    const by = named.find(([name]) => name === inside?.by);
    // Asked, and not refused: they may have come in by hand.
    return by === undefined ? { reason: 'expired' } : { reason: 'ok', by: by[0] };
  }
  const judged = named.map(([by, stay]) => ({ by, refused: refusedBy(stay, now) }));
  const good = judged.find(({ refused }) => refused === undefined);
  if (good !== undefined) return { reason: 'ok', by: good.by };
  const told = MOST_HOPEFUL_FIRST.find((reason) =>
    judged.some(({ refused }) => refused === reason),
  );
  return { reason: told ?? 'revoked' };
}
