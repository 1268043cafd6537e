import * as z from 'zod';
import { CommunityId, CompoundId, StreetId } from '../../shared/ids.ts';
import type { Versions } from '../compounds/index.ts';
import { HomesOfBuilding } from './homes-by-building.ts';

const Count = z.number().int();

/** What of the compound's versions people are counted by. */
const Seen = z.object({ statusList: Count, gates: Count, holders: Count, passes: Count });

/** A compound in numbers, as they were when they were last counted. */
export const CompoundSummary = z.object({
  compoundId: CompoundId,
  communityId: CommunityId,
  streetId: StreetId,
  name: z.string(),
  /** Unix milliseconds. */
  at: Count,
  /** When people, houses and passes were counted. */
  peopleAt: Count,
  seen: Seen,
  houses: Count,
  residents: Count,
  /** An earlier release did not count them. */
  homes: z.array(HomesOfBuilding).optional(),
  passes: z.object({ active: Count, suspended: Count, cards: Count }),
  gates: z.object({ total: Count, enrolled: Count, silent: Count }),
  /** Of the day in Shanghai. */
  entries: z.object({ day: z.iso.date(), count: Count }),
  toDos: Count,
  singleEntrance: z.string().optional(),
});
export type CompoundSummary = z.infer<typeof CompoundSummary>;

const MINUTE_MS = 60_000;
/** What a day at the gates looks like: soon enough to be looked at, rare enough to cost nothing. */
const COUNTED_EVERY_MS = 15 * MINUTE_MS;
/** People come and go by the day; counting reads every one of them. */
const PEOPLE_COUNTED_EVERY_MS = 60 * MINUTE_MS;

/** What is to be counted anew. */
export function dueOf(
  summary: CompoundSummary | undefined,
  versions: Versions,
  nowMs: number,
): 'nothing' | 'gates' | 'everything' {
  if (summary?.homes === undefined) return 'everything';
  const { at, peopleAt, seen } = summary;
  const isOld = (since: number, everyMs: number) => nowMs - since >= everyMs;
  const havePassesChanged =
    seen.statusList !== versions.statusList ||
    seen.holders !== versions.holders ||
    seen.passes !== versions.passes;
  if (isOld(peopleAt, PEOPLE_COUNTED_EVERY_MS)) return 'everything';
  if (havePassesChanged && isOld(peopleAt, COUNTED_EVERY_MS)) return 'everything';
  if (isOld(at, COUNTED_EVERY_MS) || seen.gates !== versions.gates) return 'gates';
  return 'nothing';
}
