import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { slotAt } from '../../../../shared/time/slot.ts';
import { slotCountdown } from '../../../../web/kit/code/slot-countdown.ts';

const START = 1_795_000_000_000;

describe('the countdown of a slot', () => {
  it.each([
    [0, 5, 1_000],
    [1, 5, 999],
    [1_000, 4, 1_000],
    [4_000, 1, 1_000],
    [4_999, 1, 1],
  ])('%i ms into the slot shows %i and changes in %i ms', (passedMs, secondsLeft, nextChangeMs) => {
    expect(slotCountdown(START + passedMs)).toEqual({
      slot: slotAt(START),
      passedMs,
      secondsLeft,
      nextChangeMs,
    });
  });

  it('shows 5 to 1 and never 0, and always wakes up to something new', () => {
    const moment = fc.double({ min: 0, max: 20_000, noNaN: true });
    fc.assert(
      fc.property(moment, (passed) => {
        const now = slotCountdown(START + passed);
        const next = slotCountdown(START + passed + now.nextChangeMs);
        expect(now.secondsLeft).toBeGreaterThanOrEqual(1);
        expect(now.secondsLeft).toBeLessThanOrEqual(5);
        expect([next.slot, next.secondsLeft]).not.toEqual([now.slot, now.secondsLeft]);
      }),
    );
  });
});
