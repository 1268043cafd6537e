import type { ScanDecision } from '../../../shared/gate/decide-scan.ts';
import type { Direction, PassClass } from '../../../shared/gate/outcomes.ts';
import type { ShiftId } from '../../../shared/ids.ts';
import type { QueuedScan } from '../queue/queued-scan.ts';

/** No real moment is earlier; a phone that woke up in 1970 must not lose its scans for it. */
const EARLIEST_MS = 1_700_000_000_000;
/** What a record has room for; a code of ours is shorter. */
const LONGEST_CODE = 512;

const LIVE_HERE: readonly PassClass[] = ['resident', 'household'];

export type ScanFacts = {
  readonly boot: number;
  readonly seq: number;
  readonly shiftId: ShiftId;
  readonly code: string;
  readonly direction: Direction;
  /** Unix milliseconds, trusted. */
  readonly scannedAt: number;
  readonly decision: ScanDecision;
};

/**
 * What of a scan goes to the server; nothing at all of somebody who lives here going out.
 */
export function recordOf(facts: ScanFacts): QueuedScan | undefined {
  const { outcome, reason, pass, onTrial } = facts.decision;
  if (facts.direction === 'out' && pass !== undefined && LIVE_HERE.includes(pass.class)) {
    return undefined;
  }
  return {
    boot: facts.boot,
    shiftId: facts.shiftId,
    scan: {
      seq: facts.seq,
      code: facts.code.slice(0, LONGEST_CODE),
      direction: facts.direction,
      scannedAt: Math.max(EARLIEST_MS, Math.floor(facts.scannedAt)),
      verdict: { outcome, reason },
    },
    undecided: outcome === 'ask',
    ...(onTrial === undefined ? {} : { onTrial }),
    ...(pass === undefined || pass.kind === 'visitor'
      ? {}
      : { pass: { class: pass.class, index: pass.index } }),
  };
}
