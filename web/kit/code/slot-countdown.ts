import { SLOT_MS, slotAt, slotStartMs } from '../../../shared/time/slot.ts';

export type SlotCountdown = {
  readonly slot: number;
  /** Milliseconds since the slot began. */
  readonly passedMs: number;
  /** What is shown: 5 … 1, never 0. */
  readonly secondsLeft: number;
  /** Milliseconds until the number or the slot changes, at least one. */
  readonly nextChangeMs: number;
};

const SECOND_MS = 1_000;

/** @param nowMs unix milliseconds by the clock that is trusted most */
export function slotCountdown(nowMs: number): SlotCountdown {
  const slot = slotAt(nowMs);
  const passedMs = nowMs - slotStartMs(slot);
  const leftMs = SLOT_MS - passedMs;
  const secondsLeft = Math.ceil(leftMs / SECOND_MS);
  return {
    slot,
    passedMs,
    secondsLeft,
    nextChangeMs: Math.max(1, Math.ceil(leftMs - (secondsLeft - 1) * SECOND_MS)),
  };
}
