import { describe, expect, it } from 'vitest';
import { DEFAULT_LIST_AGE, listAgeOf } from '../../../shared/gate/list-age.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describe('the age of a list', () => {
  it.each([
    [0, 'fresh'],
    [15 * MINUTE, 'fresh'],
    [15 * MINUTE + 1, 'aged'],
    [24 * HOUR, 'aged'],
    [24 * HOUR + 1, 'stale'],
    [72 * HOUR, 'stale'],
    [72 * HOUR + 1, 'older'],
    [Number.POSITIVE_INFINITY, 'older'],
    [-1, 'older'],
    [Number.NaN, 'older'],
  ])('of %d ms is %s', (ageMs, age) => {
    expect(listAgeOf(ageMs, DEFAULT_LIST_AGE)).toBe(age);
  });
});
