import { describe, expect, it } from 'vitest';
import {
  countTry,
  forgiveTries,
  type PinTries,
  TRIES,
  triesLeft,
  waitOf,
} from '../../../web/guard/shift/pin-tries.ts';

const MINUTE = 60_000;
const [HU, ZHOU] = ['stf_0000000000000001', 'stf_0000000000000002'];

/** So many wrong tries, each as soon as it may be. @returns what is kept, and when it stands so */
function wrongly(times: number): { tries: PinTries; at: number } {
  let tries: PinTries = {};
  let at = 0;
  for (let n = 0; n < times; n++) {
    at += waitOf(tries, HU, at);
    tries = countTry(tries, HU, at);
  }
  return { tries, at };
}

describe('wrong PINs on a device', () => {
  it('may be four before anybody waits', () => {
    const { tries, at } = wrongly(TRIES - 1);
    expect([waitOf(tries, HU, at), triesLeft(tries, HU)]).toEqual([0, 1]);
  });

  it('wait a quarter of an hour at the fifth, and twice as long at each fifth after it', () => {
    const waits = [1, 2, 3].map((fives) => {
      const { tries, at } = wrongly(fives * TRIES);
      return waitOf(tries, HU, at) / MINUTE;
    });
    expect(waits).toEqual([15, 30, 60]);
    const { tries, at } = wrongly(20 * TRIES);
    expect(waitOf(tries, HU, at)).toBe(14 * 60 * MINUTE);
  });

  it('are one guard’s alone, and forgiven by a right one', () => {
    const { tries, at } = wrongly(TRIES);
    expect([waitOf(tries, ZHOU, at), triesLeft(tries, ZHOU)]).toEqual([0, TRIES]);
    expect(waitOf(forgiveTries(tries, HU), HU, at)).toBe(0);
  });
});
