import { readonly, shallowRef } from 'vue';
import type { ShiftId } from '../../../shared/ids.ts';
import type { EmergencyReason, Opening } from '../../../shared/messages/openings.ts';
import type { OpeningQueue } from './opening-queue.ts';

/** No real moment is earlier; a phone that woke up in 1970 must not lose its openings for it. */
const EARLIEST_MS = 1_700_000_000_000;

/** A shaking hand taps twice: within this it is one emergency. */
export const SAME_EMERGENCY_MS = 3_000;

type Needs = {
  /** Drawn when the page started; names this page's openings. */
  readonly boot: number;
  readonly queue: Pick<OpeningQueue, 'keep' | 'explain' | 'listUnexplained'>;
  readonly shiftId: () => ShiftId | undefined;
  /** Unix milliseconds, trusted. */
  readonly now: () => number;
  /** Something is on disk that the server has not heard of. */
  readonly onKept: () => void;
  readonly onFault: (fault: unknown) => void;
};

/** What the guard opened last, and whether this device could write it down. */
export type LatestOpening = { readonly opening: Opening; readonly kept: boolean };
export type GuardOpenings = ReturnType<typeof guardOpenings>;

/** Opening by hand: on disk before the page confirms it, never held up by anything else. */
export function guardOpenings({ boot, queue, shiftId, now, onKept, onFault }: Needs) {
  const latest = shallowRef<LatestOpening>();
  const unexplained = shallowRef<readonly Opening[]>([]);
  let lastSeq = 0;
  let emergencyAt = Number.NEGATIVE_INFINITY;

  const listAgain = async (): Promise<void> => {
    unexplained.value = await queue.listUnexplained();
  };

  return {
    latest: readonly(latest),
    /** Emergencies that still owe their reason, oldest first. */
    unexplained: readonly(unexplained),
    load: listAgain,

    async open(what: Pick<Opening, 'class' | 'building'>): Promise<void> {
      if (what.class === 'emergency') {
        if (Math.abs(now() - emergencyAt) < SAME_EMERGENCY_MS) return;
        emergencyAt = now();
      }
      lastSeq += 1;
      const shift = shiftId();
      const opening: Opening = {
        ...what,
        boot,
        seq: lastSeq,
        openedAt: Math.max(EARLIEST_MS, Math.floor(now())),
        ...(shift === undefined ? {} : { shiftId: shift }),
      };
      try {
        await queue.keep(opening);
        latest.value = { opening, kept: true };
        await listAgain();
        onKept();
      } catch (fault) {
        onFault(fault);
        // Not written down: the next tap tries again.
        emergencyAt = Number.NEGATIVE_INFINITY;
        latest.value = { opening, kept: false };
      }
    },

    async explain(opening: Opening, reason: EmergencyReason): Promise<void> {
      await queue.explain(opening, reason);
      await listAgain();
      onKept();
    },
  };
}
