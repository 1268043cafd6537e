/** What a renewal is scheduled by. */
export type RenewalQuestion = {
  /** Unix milliseconds. */
  readonly nowMs: number;
  readonly renewAfterMs: number;
  readonly expiresMs: number;
  /** When the server last said that the pass stands. */
  readonly confirmedMs: number;
  /** Tries that failed since the last success. */
  readonly failures: number;
  /** From 0 up to 1. */
  readonly random: number;
};

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

const FIRST_RETRY_MS = 30_000;
/** A pass has days left when it becomes due: no need to hurry a server that is down. */
const SLOWEST_RETRY_MS = HOUR_MS;
/** Nobody should stand at a gate for longer than this after the server is back. */
const SLOWEST_RETRY_WHEN_EXPIRED_MS = MINUTE_MS;
/** A withdrawn pass is noticed on the way home, not only at the gate. */
const CONFIRM_EVERY_MS = 6 * HOUR_MS;

/**
 * How long to wait before asking the server for this pass again: at once when it is due, later
 * after each failure. The server has put each pass's own jitter into `renewAfter`; retries bring
 * theirs, so that a street does not come back as one.
 */
export function renewalDelay(question: RenewalQuestion): number {
  const { nowMs, failures } = question;
  const dueMs = Math.min(question.renewAfterMs, question.confirmedMs + CONFIRM_EVERY_MS);
  const untilDue = Math.max(0, dueMs - nowMs);
  if (failures === 0) return untilDue;
  const expired = nowMs >= question.expiresMs;
  const slowest = expired ? SLOWEST_RETRY_WHEN_EXPIRED_MS : SLOWEST_RETRY_MS;
  const backedOff = Math.min(slowest, FIRST_RETRY_MS * 2 ** (failures - 1));
  return Math.max(untilDue, backedOff * (0.5 + question.random / 2));
}
