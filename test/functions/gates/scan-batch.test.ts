import { describe, expect, it } from 'vitest';
import {
  batchKeptUntil,
  disagrees,
  isResidentsExit,
  keptUntil,
} from '../../../functions/gates/scan-batch.ts';
import type { Outcome, Reason } from '../../../shared/gate/outcomes.ts';
import { NOON } from '../../support/fixed-clock.ts';

const DAY = 86_400_000;
const say = (outcome: Outcome, reason: Reason) => ({ outcome, reason });
const ok = say('allow', 'ok');

describe('a verdict of the device', () => {
  it('that is the server’s own needs no look', () => {
    expect(disagrees(ok, ok)).toBe(false);
    expect(disagrees(say('deny', 'revoked'), say('deny', 'revoked'))).toBe(false);
  });

  it('that lets in, or asks, where the server refuses, needs one', () => {
    expect(disagrees(ok, say('deny', 'revoked'))).toBe(true);
    expect(disagrees(ok, say('ask', 'suspended'))).toBe(true);
    expect(disagrees(say('ask', 'clock_off'), say('deny', 'stale_code'))).toBe(true);
    expect(disagrees(say('allow', 'suspended'), say('ask', 'suspended'))).toBe(true);
  });

  it('that asks for the community worker gets none, since it would say whose it was', () => {
    expect(disagrees(ok, say('ask', 'call_worker'))).toBe(false);
    expect(disagrees(say('ask', 'call_worker'), ok)).toBe(false);
  });

  it('that is stricter by what only the gate knew, needs none', () => {
    for (const own of [
      say('deny', 'replayed'),
      say('ask', 'list_stale'),
      say('ask', 'challenge_needed'),
      say('ask', 'clock_off'),
      say('ask', 'fault'),
    ]) {
      expect(disagrees(own, ok)).toBe(false);
    }
    expect(disagrees(say('ask', 'list_stale'), say('ask', 'look_and_confirm'))).toBe(false);
    expect(disagrees(say('deny', 'revoked'), ok)).toBe(true);
  });
});

describe('what is kept', () => {
  it('is no exit of somebody who lives there', () => {
    expect(isResidentsExit('out', 'resident')).toBe(true);
    expect(isResidentsExit('out', 'household')).toBe(true);
    expect(isResidentsExit('in', 'resident')).toBe(false);
    expect(isResidentsExit('out', 'courier')).toBe(false);
    expect(isResidentsExit('out', undefined)).toBe(false);
  });

  it('is kept for 7 days, callers for 30', () => {
    expect(keptUntil('resident', NOON)).toBe(NOON + 7 * DAY);
    expect(keptUntil('staff', NOON)).toBe(NOON + 7 * DAY);
    expect(keptUntil(undefined, NOON)).toBe(NOON + 7 * DAY);
    expect(keptUntil('visitor', NOON)).toBe(NOON + 30 * DAY);
    expect(keptUntil('courier', NOON)).toBe(NOON + 30 * DAY);
  });

  it('of a batch counts from its last scan, is never kept longer for a wrong clock, and a day at least', () => {
    expect(batchKeptUntil(NOON, NOON + DAY)).toBe(NOON + 7 * DAY);
    expect(batchKeptUntil(NOON + 90 * DAY, NOON)).toBe(NOON + 7 * DAY);
    expect(batchKeptUntil(NOON - 9 * DAY, NOON)).toBe(NOON + DAY);
  });
});
