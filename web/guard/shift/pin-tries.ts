import * as z from 'zod';

/** Wrong PINs on this device, by guard. Kept on the disk before a PIN is tried: a reload forgives nothing. */
export const PinTries = z.record(
  z.string(),
  z.object({ wrong: z.number().int().min(0), lockedUntil: z.number() }),
);
export type PinTries = z.infer<typeof PinTries>;

/** So many may be wrong before the first wait. */
export const TRIES = 5;
const FIRST_WAIT_MS = 15 * 60_000;
/** Nobody waits longer than for the end of a shift. */
const LONGEST_WAIT_MS = 14 * 3_600_000;

/** Milliseconds for which this guard's PIN is not tried here; 0 where it is. */
export function waitOf(tries: PinTries, guard: string, now: number): number {
  return Math.max(0, (tries[guard]?.lockedUntil ?? 0) - now);
}

export function triesLeft(tries: PinTries, guard: string): number {
  return TRIES - ((tries[guard]?.wrong ?? 0) % TRIES);
}

/** As if the try were wrong; every fifth is followed by a wait, twice as long each time. */
export function countTry(tries: PinTries, guard: string, now: number): PinTries {
  const wrong = (tries[guard]?.wrong ?? 0) + 1;
  const waits = Math.floor(wrong / TRIES);
  const wait =
    wrong % TRIES === 0 ? Math.min(FIRST_WAIT_MS * 2 ** (waits - 1), LONGEST_WAIT_MS) : 0;
  return { ...tries, [guard]: { wrong, lockedUntil: now + wait } };
}

/** It was right after all. */
export function forgiveTries(tries: PinTries, guard: string): PinTries {
  const { [guard]: _, ...others } = tries;
  return others;
}
