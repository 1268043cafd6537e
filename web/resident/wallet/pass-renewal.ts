/** What a renewal is scheduled by. */
export type RenewalQuestion = {
  /** Unix milliseconds. */
  readonly nowMs: number;
  readonly renewAfterMs: number;
  readonly expiresMs: number;
  /** When the server last said that the pass stands. */
  readonly confirmedMs: number;
  /** When a suspension is over by itself. */
  readonly suspendedUntilMs?: number | undefined;
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
  const { nowMs, failures, suspendedUntilMs = Number.POSITIVE_INFINITY } = question;
  const confirmMs = question.confirmedMs + CONFIRM_EVERY_MS;
  const dueMs = Math.min(question.renewAfterMs, confirmMs, suspendedUntilMs);
  const untilDue = Math.max(0, dueMs - nowMs);
  if (failures === 0) return untilDue;
  const expired = nowMs >= question.expiresMs;
  const slowest = expired ? SLOWEST_RETRY_WHEN_EXPIRED_MS : SLOWEST_RETRY_MS;
  const backedOff = Math.min(slowest, FIRST_RETRY_MS * 2 ** (failures - 1));
  return Math.max(untilDue, backedOff * (0.5 + question.random / 2));
}

/** A pass that was confirmed this lately is shown without asking. */
const CONFIRMED_LATELY_MS = MINUTE_MS;
/** Whoever turns the phone off and on before the gate asks once, not at every look. */
const ASKED_LATELY_MS = 30_000;

/**
 * Whether a page that is opened, or comes back to the front, asks at once: the key that signed the
 * pass may have been withdrawn since, and its holder stands before a gate.
 * @param askedMs when this page last asked, whatever came of it
 */
export function isCheckDueWhenShown({
  nowMs,
  confirmedMs,
  askedMs,
}: {
  readonly nowMs: number;
  readonly confirmedMs: number;
  readonly askedMs: number;
}): boolean {
  const since = (ms: number): number => Math.abs(nowMs - ms);
  return since(confirmedMs) > CONFIRMED_LATELY_MS && since(askedMs) > ASKED_LATELY_MS;
}
