import type { BuildingId } from '../ids.ts';
import { shanghaiDay } from '../time/shanghai.ts';
import { addDays, startOfShanghaiDay } from '../time/shanghai-days.ts';
import type { StatusRules } from './status-rules.ts';

const MINUTE_MS = 60_000;
/** 07:30, on Shanghai's clock. */
const DIGEST_MINUTE = 7 * 60 + 30;
/** The clock comes every minute: a digest so late says that it is. */
const LATE_AFTER_MS = 10 * MINUTE_MS;
/** Of a clock that was away for longer, the older mornings are not made up: their changes are in the first. */
const MOST_MORNINGS = 7;

/** When the digest of a day is due. @param day in Shanghai: YYYY-MM-DD */
export const digestAt = (day: string): number =>
  startOfShanghaiDay(day) + DIGEST_MINUTE * MINUTE_MS;

/** One morning's: what became another since the morning before. */
export type DigestSpan = {
  /** YYYY-MM-DD, in Shanghai. */
  readonly day: string;
  /** Inclusive, unix milliseconds. */
  readonly from: number;
  /** Exclusive. */
  readonly until: number;
};

/**
 * The digests that are to be made by now, the oldest first. Each begins where the one before ended,
 * so that no change is in two and none is in no digest.
 * @param since when the emergency began in the compound
 * @param last the day of the newest that was made
 */
export function digestsDue(
  { since, last }: { readonly since: number; readonly last?: string | undefined },
  now: number,
): readonly DigestSpan[] {
  const today = shanghaiDay(now);
  const newest = now < digestAt(today) ? addDays(today, -1) : today;
  const first = last === undefined ? firstDay(since) : addDays(last, 1);
  const earliest = addDays(newest, 1 - MOST_MORNINGS);
  const spans: DigestSpan[] = [];
  let from = last === undefined ? since : digestAt(last);
  for (let day = first < earliest ? earliest : first; day <= newest; day = addDays(day, 1)) {
    spans.push({ day, from, until: digestAt(day) });
    from = digestAt(day);
  }
  return spans;
}

/** The first morning after its beginning. */
function firstDay(since: number): string {
  const day = shanghaiDay(since);
  return since < digestAt(day) ? day : addDays(day, 1);
}

export const isLate = ({ until }: DigestSpan, now: number): boolean => now - until >= LATE_AFTER_MS;

/** A status that became another. */
type Change = {
  readonly buildingId: BuildingId;
  readonly from: string;
  readonly to: string;
};

export type DigestCounts = {
  readonly changes: number;
  /** How many became what, in the order of the rules. */
  readonly became: readonly { readonly value: string; readonly count: number }[];
  /** Where, and how many of them for the worse; the most first. */
  readonly buildings: readonly {
    readonly buildingId: BuildingId;
    readonly changes: number;
    readonly worse: number;
  }[];
};

/** What a morning says: numbers, and no name. */
export function digestCounts(
  { values }: Pick<StatusRules, 'values'>,
  changes: readonly Change[],
): DigestCounts {
  const severityOf = (value: string) => values.find((one) => one.value === value)?.severity ?? 0;
  const buildings = new Map<BuildingId, { changes: number; worse: number }>();
  for (const { buildingId, from, to } of changes) {
    const counted = buildings.get(buildingId) ?? { changes: 0, worse: 0 };
    const worse = severityOf(to) > severityOf(from) ? 1 : 0;
    buildings.set(buildingId, {
      changes: counted.changes + 1,
      worse: counted.worse + worse,
    });
  }
  return {
    changes: changes.length,
    became: values
      .map(({ value }) => ({ value, count: changes.filter(({ to }) => to === value).length }))
      .filter(({ count }) => count > 0),
    buildings: [...buildings]
      .map(([buildingId, counted]) => ({ buildingId, ...counted }))
      .sort(
        (one, other) =>
          other.worse - one.worse ||
          other.changes - one.changes ||
          (one.buildingId < other.buildingId ? -1 : 1),
      ),
  };
}
