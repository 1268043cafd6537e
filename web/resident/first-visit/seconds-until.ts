const SECOND_MS = 1_000;
/** No wait that the server sets is longer; a clock that was set meanwhile does not lock anybody out. */
const LONGEST_S = 3_600;

export function secondsUntil(momentMs: number, nowMs: number): number {
  const seconds = Math.ceil((momentMs - nowMs) / SECOND_MS);
  return seconds > LONGEST_S ? 0 : Math.max(0, seconds);
}
