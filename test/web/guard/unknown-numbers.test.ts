import { describe, expect, it } from 'vitest';
import {
  MOST_UNKNOWN,
  pausedUntil,
  UNKNOWN_WITHIN_MS,
  type UnknownNumbers,
  withUnknown,
} from '../../../web/guard/numbers/unknown-numbers.ts';
import { NOON } from '../../support/fixed-clock.ts';

function typedEvery(ms: number, times: number): UnknownNumbers {
  let unknown: UnknownNumbers = [];
  for (let n = 0; n < times; n++) unknown = withUnknown(unknown, NOON + n * ms);
  return unknown;
}

describe('numbers that no card has', () => {
  it('pause the pad after the tenth, until the first of them is ten minutes old', () => {
    expect(pausedUntil(typedEvery(1_000, MOST_UNKNOWN - 1), NOON + 9_000)).toBeUndefined();
    const ten = typedEvery(1_000, MOST_UNKNOWN);
    const until = NOON + UNKNOWN_WITHIN_MS;
    expect(pausedUntil(ten, NOON + 9_000)).toBe(until);
    expect(pausedUntil(ten, until - 1)).toBe(until);
    expect(pausedUntil(ten, until)).toBeUndefined();
  });

  it('pause nothing while they come more slowly, however many', () => {
    const slow = typedEvery(UNKNOWN_WITHIN_MS / 9, 500);
    expect(slow.length).toBeLessThanOrEqual(MOST_UNKNOWN);
    expect(pausedUntil(slow, NOON + 500 * (UNKNOWN_WITHIN_MS / 9))).toBeUndefined();
  });

  it('of a clock that was set back since are forgotten, so that nobody waits for a day', () => {
    const ten = typedEvery(1_000, MOST_UNKNOWN);
    expect(pausedUntil(ten, NOON - 86_400_000)).toBeUndefined();
  });
});
