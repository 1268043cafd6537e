import type { Evidence } from '../../shared/emergency/evidence.ts';
import type { HealthRecord, StatusChange } from '../health/index.ts';

const HOUR_MS = 3_600_000;
const MOST_CANCELLED = 100;

/**
 * A correction that takes back what a change rested on: also what came to it since, where that is the
 * value which still stands.
 */
export function takingBack(
  { changes, status }: Pick<HealthRecord, 'changes' | 'status'>,
  { changeId, because, to }: StatusChange,
  {
    source,
    now,
  }: {
    readonly source: Extract<Evidence['source'], { by: 'clock' | 'two_offices' }>;
    readonly now: number;
  },
): Evidence {
  const isLast = changes.at(-1)?.changeId === changeId && status.value === to;
  const cancels = [...new Set([...because, ...(isLast ? status.because : [])])];
  return {
    evidenceId: `back.${changeId}`,
    revision: 1,
    kind: 'correction',
    finding: 'taken_back',
    source,
    observedAt: now,
    // For good: that it expires brings nothing back.
    expiresAt: now + HOUR_MS,
    receivedAt: now,
    cancels: cancels.slice(0, MOST_CANCELLED),
  };
}
