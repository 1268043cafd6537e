import { CLASSES, type PassClass, type Reason } from '../../../shared/gate/outcomes.ts';
import type { GateDayCounts } from '../../../shared/messages/gate-days.ts';

type ByClass = Readonly<Partial<Record<PassClass, number>>>;
export type Counted = { readonly byClass: ByClass; readonly total: number };

export type DaySum = {
  /** The classes that came at all, in their usual order. */
  readonly classes: readonly PassClass[];
  /** From the first hour with somebody to the last, quiet ones between them too. */
  readonly hours: readonly (Counted & { readonly hour: number })[];
  /** Without a name: the holder is not known any more. The fullest first. */
  readonly buildings: readonly (Counted & { readonly building: string | undefined })[];
  readonly entries: number;
  readonly turnedAway: readonly { readonly reason: Reason; readonly count: number }[];
  readonly wouldBeRefused: readonly { readonly reason: Reason; readonly count: number }[];
};

type Entry = GateDayCounts['entries'][number];

function countedOf(entries: readonly Entry[]): Counted {
  const byClass: Partial<Record<PassClass, number>> = {};
  let total = 0;
  for (const { class: of, count } of entries) {
    byClass[of] = (byClass[of] ?? 0) + count;
    total += count;
  }
  return { byClass, total };
}

function byReason(counts: readonly { readonly reason: Reason; readonly count: number }[]) {
  const sums = new Map<Reason, number>();
  for (const { reason, count } of counts) sums.set(reason, (sums.get(reason) ?? 0) + count);
  return [...sums]
    .map(([reason, count]) => ({ reason, count }))
    .sort((one, other) => other.count - one.count);
}

/** A day at several gates as one. */
export function sumOfDay(gates: readonly GateDayCounts[]): DaySum {
  const entries = gates.flatMap((gate) => gate.entries);
  const hours = entries.map(({ hour }) => hour);
  const [first, last] = [Math.min(...hours), Math.max(...hours)];
  const buildings = [...new Set(entries.map(({ building }) => building))];
  return {
    classes: CLASSES.filter((one) => entries.some((entry) => entry.class === one)),
    hours: Array.from({ length: entries.length === 0 ? 0 : last - first + 1 }, (_, n) => ({
      hour: first + n,
      ...countedOf(entries.filter(({ hour }) => hour === first + n)),
    })),
    buildings: buildings
      .map((building) => ({
        building,
        ...countedOf(entries.filter((entry) => entry.building === building)),
      }))
      .sort((one, other) => other.total - one.total),
    entries: countedOf(entries).total,
    turnedAway: byReason(gates.flatMap((gate) => gate.turnedAway)),
    wouldBeRefused: byReason(gates.flatMap((gate) => gate.wouldBeRefused)),
  };
}
