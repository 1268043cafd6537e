import { closureAt, type GateRules } from '../../../shared/gate/gate-rules.ts';
import { type ListAge, type ListAgePolicy, listAgeOf } from '../../../shared/gate/list-age.ts';
import { isOnTrial } from '../../../shared/gate/trial.ts';
import { shanghaiDay } from '../../../shared/time/shanghai.ts';
import type { TimeGrade } from '../../../shared/time/trusted-time.ts';
import type { QueueCounts } from '../queue/scan-queue.ts';

/** What the strip is made from, at one moment. */
export type GateCondition = {
  /** Undefined before the first list. Negative where nobody can tell. */
  readonly listAgeMs: number | undefined;
  readonly policy: ListAgePolicy | undefined;
  readonly grade: TimeGrade;
  readonly queue: QueueCounts;
  readonly networkGone: boolean;
  /** MM-DD, the last day of the gate's trial; absent where it is on none. */
  readonly trialUntil?: string | undefined;
  /** Where everybody is sent while this gate is closed; absent while it is not. */
  readonly closedFor?: string | undefined;
};

export type AgeUnit = 'now' | 'minutes' | 'hours' | 'days';
/** A length of time as it is spoken: the largest unit that fits, rounded down. */
export type SpokenAge = { readonly unit: AgeUnit; readonly n: number };

export type StripFacts = {
  readonly list:
    | { readonly says: 'none' }
    | { readonly says: 'unknown' }
    | { readonly says: 'age'; readonly age: SpokenAge; readonly isOld: boolean };
  readonly clock: TimeGrade;
  readonly queue: QueueCounts;
  readonly networkGone: boolean;
};

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** From here the hours are no longer counted in the head. */
const DAYS_FROM_MS = 2 * DAY_MS;

export function spokenAge(ms: number): SpokenAge {
  if (ms < MINUTE_MS) return { unit: 'now', n: 0 };
  if (ms < HOUR_MS) return { unit: 'minutes', n: Math.floor(ms / MINUTE_MS) };
  if (ms < DAYS_FROM_MS) return { unit: 'hours', n: Math.floor(ms / HOUR_MS) };
  return { unit: 'days', n: Math.floor(ms / DAY_MS) };
}

/** MM-DD of the last day in Shanghai that a trial has something of. */
export function lastTrialDay(rules: GateRules | undefined, nowMs: number): string | undefined {
  const until = rules?.trialUntil;
  if (rules === undefined || until === undefined || !isOnTrial(rules, nowMs)) return undefined;
  return shanghaiDay(until - 1).slice('YYYY-'.length);
}

/** The gate that everybody is sent to for now. */
export function mainGateNow(rules: GateRules | undefined, nowMs: number): string | undefined {
  return rules === undefined ? undefined : closureAt(rules, nowMs)?.mainGate;
}

/** What the strip says, and what of it asks for something to be done. */
export function stripFacts(condition: GateCondition): StripFacts {
  const { grade, queue, networkGone } = condition;
  return { list: listFact(condition), clock: grade, queue, networkGone };
}

function listFact({ listAgeMs, policy, grade }: GateCondition): StripFacts['list'] {
  if (listAgeMs === undefined || policy === undefined) return { says: 'none' };
  if (grade === 'unknown' || listAgeMs < 0) return { says: 'unknown' };
  const age: ListAge = listAgeOf(listAgeMs, policy);
  return { says: 'age', age: spokenAge(listAgeMs), isOld: age !== 'fresh' };
}
