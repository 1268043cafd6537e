import { describe, expect, it } from 'vitest';
import {
  FIRST_RETRY_AFTER_MS,
  IDLE_REFRESH_AFTER_MS,
  refreshDueIn,
  SCAN_REFRESH_AFTER_MS,
} from '../../../web/guard/documents/refresh-schedule.ts';

const never = { sinceConfirmed: undefined, sinceTried: undefined, failures: 0 };
const confirmed = (ms: number) => ({ sinceConfirmed: ms, sinceTried: ms, failures: 0 });

describe('the documents are refreshed', () => {
  it('at once where there are none', () => {
    expect(refreshDueIn(never, 'idle')).toBe(0);
  });

  it('by a scan that finds them older than thirty seconds', () => {
    expect(refreshDueIn(confirmed(SCAN_REFRESH_AFTER_MS), 'scan')).toBe(0);
    expect(refreshDueIn(confirmed(SCAN_REFRESH_AFTER_MS - 1), 'scan')).toBe(1);
  });

  it('every five minutes without scans', () => {
    expect(refreshDueIn(confirmed(0), 'idle')).toBe(IDLE_REFRESH_AFTER_MS);
    expect(refreshDueIn(confirmed(IDLE_REFRESH_AFTER_MS), 'idle')).toBe(0);
  });

  it('less and less often while nothing answers, and not by each scan', () => {
    const failing = (failures: number, sinceTried = 0) => ({
      sinceConfirmed: 600_000,
      sinceTried,
      failures,
    });
    expect(refreshDueIn(failing(1), 'scan')).toBe(FIRST_RETRY_AFTER_MS);
    expect(refreshDueIn(failing(3), 'idle')).toBe(4 * FIRST_RETRY_AFTER_MS);
    expect(refreshDueIn(failing(30), 'idle')).toBe(IDLE_REFRESH_AFTER_MS);
    expect(refreshDueIn(failing(1, FIRST_RETRY_AFTER_MS), 'scan')).toBe(0);
  });
});
