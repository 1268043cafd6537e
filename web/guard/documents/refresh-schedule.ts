/** A scan that finds the documents older than this has them refreshed: a revoked pass stops by then. */
export const SCAN_REFRESH_AFTER_MS = 30_000;
/** Without scans. */
export const IDLE_REFRESH_AFTER_MS = 5 * 60_000;
/** After a failure, doubling with each one up to the idle interval. */
export const FIRST_RETRY_AFTER_MS = 5_000;

export type RefreshHistory = {
  /** Milliseconds since the documents were last confirmed by the server; undefined before the first time. */
  readonly sinceConfirmed: number | undefined;
  /** Milliseconds since the last try began; undefined before the first. */
  readonly sinceTried: number | undefined;
  /** Tries in a row that failed. */
  readonly failures: number;
};

/** Milliseconds until the next try is due, 0 when it is due now. */
export function refreshDueIn(history: RefreshHistory, cause: 'scan' | 'idle'): number {
  const { sinceConfirmed, sinceTried, failures } = history;
  if (sinceTried !== undefined && failures > 0) {
    const pause = Math.min(FIRST_RETRY_AFTER_MS * 2 ** (failures - 1), IDLE_REFRESH_AFTER_MS);
    return Math.max(0, pause - sinceTried);
  }
  if (sinceConfirmed === undefined) return 0;
  const after = cause === 'scan' ? SCAN_REFRESH_AFTER_MS : IDLE_REFRESH_AFTER_MS;
  return Math.max(0, after - sinceConfirmed);
}
