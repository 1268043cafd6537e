import type { Outcome, Reason } from '../../../shared/gate/outcomes.ts';
import { shanghaiMinuteOfDay } from '../../../shared/time/shanghai.ts';

export type Note = { readonly hertz: number; readonly ms: number };

/** One short high note · two equal notes · one low note: told apart without looking. */
export const NOTES = {
  allow: [{ hertz: 1568, ms: 110 }],
  ask: [
    { hertz: 784, ms: 140 },
    { hertz: 784, ms: 140 },
  ],
  deny: [{ hertz: 233, ms: 420 }],
} as const satisfies Record<Outcome, readonly Note[]>;

/** Between two notes or pulses. */
export const REST_MS = 90;
const PULSE_MS = 90;
const PULSES = { allow: 1, ask: 2, deny: 3 } as const satisfies Record<Outcome, number>;

/** Sound stops being friendly to the windows above the gate. */
const NIGHT = { from: 22 * 60, to: 6 * 60 };
const DAY_VOLUME = 0.9;
const NIGHT_VOLUME = 0.3;

export function volumeAt(unixMs: number): number {
  const minute = shanghaiMinuteOfDay(unixMs);
  return minute >= NIGHT.from || minute < NIGHT.to ? NIGHT_VOLUME : DAY_VOLUME;
}

/** Pulse, rest, pulse …, in milliseconds. */
export function vibrationOf(outcome: Outcome): number[] {
  const pulses = Array.from({ length: PULSES[outcome] }, () => [PULSE_MS, REST_MS]);
  return pulses.flat().slice(0, -1);
}

/** A printed card is looked at quietly: nobody hears that somebody has no phone. */
export function isSaid(reason: Reason): boolean {
  return reason !== 'look_and_confirm';
}
