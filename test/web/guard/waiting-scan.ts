import type { ShiftId } from '../../../shared/ids.ts';
import type { Scan } from '../../../shared/messages/gates.ts';
import type { QueuedScan } from '../../../web/guard/queue/queued-scan.ts';

export const NOW = Date.UTC(2026, 10, 18, 4, 0, 0);
export const BOOT = 7;
export const SHIFT: ShiftId = 'shf_3_0000000000000001';
/** Whoever keeps a scan says too what the gate has seen; here, nothing. */
export const SEEN = { accepted: [], stale: [] };
export const CUT = { current: { boot: BOOT, shiftId: SHIFT }, now: NOW, atOnce: true };

/** A scan that waits on its device to be handed in: let in, unless `scan` says something else. */
export const waitingScan = (
  scan: Partial<Scan> & Pick<Scan, 'seq'>,
  queued: Partial<QueuedScan> = {},
): QueuedScan => ({
  boot: BOOT,
  shiftId: SHIFT,
  scan: {
    code: 'XQ1:…',
    direction: 'in',
    scannedAt: NOW,
    verdict: { outcome: 'allow', reason: 'ok' },
    ...scan,
  },
  undecided: false,
  ...queued,
});
