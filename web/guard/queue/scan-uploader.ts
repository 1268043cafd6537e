import type { ShiftId } from '../../../shared/ids.ts';
import { SCANS_PER_BATCH } from '../../../shared/messages/gates.ts';
import type { ScanQueue } from './scan-queue.ts';
import { type SendBatches, type UploadOutcome, uploadScans } from './upload-scans.ts';

/** After a failed try, doubling with each one. */
const FIRST_RETRY_AFTER_MS = 5_000;
/** Long without network: still tried often enough that nobody has to remember it. */
const LONGEST_RETRY_AFTER_MS = 2 * 60_000;

const retryAfterMs = (failures: number): number =>
  Math.min(FIRST_RETRY_AFTER_MS * 2 ** (failures - 1), LONGEST_RETRY_AFTER_MS);

export interface ScanUploader {
  /** Something was added or settled: cuts and sends what is due, and plans the rest. */
  scansChanged(): void;
  /** Cuts everything that is decided and sends it now. */
  sendNow(): Promise<UploadOutcome>;
  /** The server can be reached: what is due or failed before is sent now. */
  retryNow(): void;
  stop(): void;
}

/**
 * Gets the queue to the server: full batches at once, a lone scan within `FLUSH_AFTER_MS`, again
 * after a failure. One upload at a time.
 */
export function startScanUploader(needs: {
  readonly queue: ScanQueue;
  readonly send: SendBatches;
  /** What else waits on this device goes with the scans. */
  readonly alsoSend: () => Promise<UploadOutcome>;
  readonly current: () => { boot: number; shiftId: ShiftId | undefined };
  /** Unix milliseconds, trusted. */
  readonly now: () => number;
  readonly onChange: () => void;
}): ScanUploader {
  const { queue } = needs;
  /** Batches may be waiting: an earlier page left them, or the last try failed. */
  let unsent = true;
  let failures = 0;
  let retryAt = 0;
  let stopped = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let last: Promise<UploadOutcome> = Promise.resolve(undefined);

  const cut = (atOnce: boolean) =>
    queue.cut({ current: needs.current(), now: needs.now(), atOnce });

  const upload = async (atOnce: boolean): Promise<UploadOutcome> => {
    // On a full disk nothing can be cut: what is sent makes room for it.
    const isCut = await cut(atOnce).then(
      () => true,
      () => false,
    );
    const scans = await uploadScans(queue, needs.send);
    // Neither holds up the other.
    const outcome = (await needs.alsoSend()) ?? scans;
    unsent = outcome !== undefined || !isCut;
    failures = unsent ? failures + 1 : 0;
    retryAt = performance.now() + retryAfterMs(failures);
    needs.onChange();
    await plan();
    return outcome;
  };

  const run = (atOnce: boolean): Promise<UploadOutcome> => {
    last = last.catch(() => undefined).then(() => upload(atOnce));
    return last;
  };

  const runLater = (ms: number): void => {
    clearTimeout(timer);
    if (stopped) return;
    timer = setTimeout(() => {
      run(false).catch(() => {
        // The disk refused; what is on it is sent all the same once it can be read.
        failures += 1;
        runLater(retryAfterMs(failures));
      });
    }, ms);
  };

  const plan = async (): Promise<void> => {
    clearTimeout(timer);
    const { count, dueIn } = await queue.uncut(needs.now());
    if (unsent) runLater(Math.max(0, retryAt - performance.now()));
    else if (count >= SCANS_PER_BATCH) runLater(0);
    else if (count > 0) runLater(dueIn);
  };

  return {
    scansChanged() {
      needs.onChange();
      plan().catch(() => undefined);
    },
    sendNow: () => run(true),
    retryNow() {
      retryAt = 0;
      plan().catch(() => undefined);
    },
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
