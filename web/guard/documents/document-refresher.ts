import type { GateDocuments } from './gate-documents.ts';
import { type RefreshHistory, refreshDueIn } from './refresh-schedule.ts';

/** The longest that a verdict waits for newer documents; then it stands on those held. */
const SCAN_WAITS_MS = 1_000;
/** A process of the server asks for what has changed once a second. */
const HEARD_WITHIN_MS = 1_500;

export interface DocumentRefresher {
  /**
   * Called by each scan that would let somebody in. Resolves to whether newer documents came;
   * at once when those held are young enough or the server did not answer just now.
   */
  freshForScan(): Promise<boolean>;
  refreshNow(): Promise<boolean>;
  /** After a change of one's own: now, and again once every part of the server has heard of it. */
  refreshOnceHeard(): void;
  stop(): void;
}

/**
 * Keeps the documents young: by scans, else now and then, less often while nothing answers.
 * @param onConfirmed the server has just answered: whatever waits for it may be sent
 */
export function startDocumentRefresher(
  documents: Pick<GateDocuments, 'refresh'>,
  onConfirmed: () => void,
): DocumentRefresher {
  let confirmedAt: number | undefined;
  let triedAt: number | undefined;
  let failures = 0;
  let underWay = 0;
  let stopped = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let hearing: ReturnType<typeof setTimeout> | undefined;

  const history = (): RefreshHistory => {
    const now = performance.now();
    return {
      sinceConfirmed: confirmedAt === undefined ? undefined : now - confirmedAt,
      sinceTried: triedAt === undefined ? undefined : now - triedAt,
      failures,
    };
  };

  const refreshNow = async (): Promise<boolean> => {
    const began = performance.now();
    triedAt = began;
    underWay += 1;
    const confirmed = await documents.refresh().catch(() => false);
    underWay -= 1;
    failures = confirmed ? 0 : failures + 1;
    if (confirmed) {
      confirmedAt = began;
      onConfirmed();
    }
    plan();
    return confirmed;
  };

  const plan = (): void => {
    clearTimeout(timer);
    if (stopped) return;
    timer = setTimeout(() => void refreshNow(), refreshDueIn(history(), 'idle'));
  };

  plan();
  return {
    freshForScan() {
      const { sinceTried = 0 } = history();
      // A server that is silent so far holds up nobody twice.
      const silent = underWay > 0 && sinceTried > SCAN_WAITS_MS;
      if (silent || refreshDueIn(history(), 'scan') > 0) return Promise.resolve(false);
      const tooLong = new Promise<boolean>((resolve) =>
        setTimeout(() => resolve(false), SCAN_WAITS_MS),
      );
      return Promise.race([refreshNow(), tooLong]);
    },
    refreshNow,
    refreshOnceHeard() {
      void refreshNow();
      clearTimeout(hearing);
      hearing = setTimeout(() => void refreshNow(), HEARD_WITHIN_MS);
    },
    stop() {
      stopped = true;
      clearTimeout(hearing);
      clearTimeout(timer);
    },
  };
}
