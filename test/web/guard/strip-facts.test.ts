import { describe, expect, it } from 'vitest';
import { DEFAULT_LIST_AGE } from '../../../shared/gate/list-age.ts';
import {
  type GateCondition,
  lastTrialDay,
  mainGateNow,
  spokenAge,
  stripFacts,
} from '../../../web/guard/app/strip-facts.ts';
import { RULES } from '../../vectors/street.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const condition = (changes: Partial<GateCondition>): GateCondition => ({
  listAgeMs: 2 * MINUTE,
  policy: DEFAULT_LIST_AGE,
  grade: 'synced',
  queue: { waiting: 0, refused: 0 },
  networkGone: false,
  ...changes,
});

describe('the strip', () => {
  it('names the last day of a trial, and nothing once it is over', () => {
    const until = Date.UTC(2026, 11, 1, 16);
    const rules = { ...RULES, trialUntil: until };
    expect(lastTrialDay(rules, until - 1)).toBe('12-01');
    expect(lastTrialDay(rules, until)).toBeUndefined();
    expect(lastTrialDay(RULES, until)).toBeUndefined();
    expect(lastTrialDay(undefined, until)).toBeUndefined();
  });

  it('names the gate that everybody is sent to, as long as this one is closed', () => {
    const [since, until] = [Date.UTC(2026, 11, 1), Date.UTC(2026, 11, 2)];
    const rules = { ...RULES, closed: { mainGate: '北门', since, until } };
    expect(mainGateNow(rules, since - 1)).toBeUndefined();
    expect(mainGateNow(rules, since)).toBe('北门');
    expect(mainGateNow(rules, until)).toBeUndefined();
    expect(mainGateNow(RULES, since)).toBeUndefined();
    expect(mainGateNow(undefined, since)).toBeUndefined();
  });

  it('says how old the list is, and nothing more of a fresh one', () => {
    expect(stripFacts(condition({})).list).toEqual({
      says: 'age',
      age: { unit: 'minutes', n: 2 },
      isOld: false,
    });
  });

  it('asks for a network once the list is aged by this compound’s policy', () => {
    const aged = stripFacts(condition({ listAgeMs: 5 * HOUR })).list;
    expect(aged).toEqual({ says: 'age', age: { unit: 'hours', n: 5 }, isOld: true });
  });

  it('does not guess the age of a list by a clock that nobody can believe', () => {
    expect(stripFacts(condition({ grade: 'unknown' })).list).toEqual({ says: 'unknown' });
    expect(stripFacts(condition({ listAgeMs: -1 })).list).toEqual({ says: 'unknown' });
  });

  it('says when there is no list at all', () => {
    expect(stripFacts(condition({ listAgeMs: undefined })).list).toEqual({ says: 'none' });
  });
});

describe('an age', () => {
  it('is spoken in its largest unit, rounded down', () => {
    expect(spokenAge(59_999)).toEqual({ unit: 'now', n: 0 });
    expect(spokenAge(HOUR - 1)).toEqual({ unit: 'minutes', n: 59 });
    expect(spokenAge(47 * HOUR)).toEqual({ unit: 'hours', n: 47 });
    expect(spokenAge(71 * HOUR)).toEqual({ unit: 'days', n: 2 });
  });
});
