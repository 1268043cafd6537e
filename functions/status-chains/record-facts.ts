import type { StatusName } from '../../shared/emergency/status-name.ts';
import type { CompoundId, EmergencyId } from '../../shared/ids.ts';
import type { StatusChain } from '../../shared/messages/status-chains.ts';
import { shanghaiDay } from '../../shared/time/shanghai.ts';
import { addDays, daysBetween } from '../../shared/time/shanghai-days.ts';
import { type ChainStore, factsIn } from '../audit/index.ts';
import { recordKey } from '../health/index.ts';

/** Links of a chain that one answer goes through: a day of an outbreak has hundreds. */
const MOST_LINKS = 800;

export type RecordFactsPorts = { readonly chains: Pick<ChainStore, 'linksOfDay'> };
export type OfRecord = {
  readonly compoundId: CompoundId;
  readonly emergencyId: EmergencyId;
  readonly statusName: StatusName;
};

/** The days in Shanghai from one moment to another. */
export function daysIn(from: number, until: number): string[] {
  const first = shanghaiDay(from);
  const count = Math.max(0, daysBetween(first, shanghaiDay(until)));
  return Array.from({ length: count + 1 }, (_, n) => addDays(first, n));
}

/** What is sealed of a record on these days, from one of them on; and where to go on. */
export async function recordFacts(
  { chains }: RecordFactsPorts,
  { compoundId, emergencyId, statusName }: OfRecord,
  { days, fromDay }: { readonly days: readonly string[]; readonly fromDay?: string | undefined },
): Promise<Pick<StatusChain, 'facts' | 'nextDay'>> {
  const { pk, sk } = recordKey(compoundId, emergencyId, statusName);
  const left = days.filter((day) => fromDay === undefined || day >= fromDay);
  const found: StatusChain['facts'] = [];
  let links = 0;
  for (const day of left) {
    if (links >= MOST_LINKS) return { facts: found, nextDay: day };
    const ofDay = await chains.linksOfDay(compoundId, day);
    links += ofDay.length;
    for (const fact of ofDay.flatMap(factsIn)) {
      if (fact.pk !== pk || fact.sk !== sk) continue;
      const { at, action, by, office, purpose, version } = fact;
      found.push({ at, action, by, office, purpose, version });
    }
  }
  return { facts: found };
}
