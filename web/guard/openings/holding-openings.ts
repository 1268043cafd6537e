import type { Opening } from '../../../shared/messages/openings.ts';
import { KEEP_AGAIN_AFTER_MS } from '../queue/holding-queue.ts';
import { nameOf } from '../queue/scan-queue.ts';
import type { OpeningQueue } from './opening-queue.ts';
import { owesReason } from './queued-opening.ts';

/**
 * As `holdingQueue` for scans: what a full disk refuses is still refused, so that the page says so;
 * it is held in memory, counted, and kept as soon as there is room. Only a reload before then
 * loses it.
 * @param on.held something waits for room
 * @param on.kept something is on disk now that was held
 */
export function holdingOpenings(
  disk: OpeningQueue,
  on: { held(): void; kept(): void },
): OpeningQueue {
  const held = new Map<string, Opening>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  const keepEach = async (): Promise<void> => {
    for (const [name, opening] of held) {
      await disk.keep(opening);
      const { reason } = held.get(name) ?? opening;
      held.delete(name);
      // Explained while it was on its way to the disk.
      if (reason !== undefined && reason !== opening.reason) await disk.explain(opening, reason);
    }
  };
  /** One round at a time: nothing is kept twice. */
  let keeping: Promise<void> | undefined;
  const keepAgain = (): Promise<void> => {
    clearTimeout(timer);
    if (held.size === 0) return Promise.resolve();
    const before = held.size;
    keeping ??= keepEach()
      .catch(() => undefined)
      .finally(() => {
        keeping = undefined;
        if (held.size > 0) timer = setTimeout(keepAgain, KEEP_AGAIN_AFTER_MS);
        if (held.size < before) on.kept();
      });
    return keeping;
  };

  return {
    ...disk,

    async keep(opening) {
      try {
        await disk.keep(opening);
      } catch (fault) {
        held.set(nameOf(opening), opening);
        clearTimeout(timer);
        timer = setTimeout(keepAgain, KEEP_AGAIN_AFTER_MS);
        on.held();
        throw fault;
      }
    },

    async explain(name, reason) {
      const opening = held.get(nameOf(name));
      if (opening === undefined) return disk.explain(name, reason);
      if (opening.reason === undefined) held.set(nameOf(name), { ...opening, reason });
    },

    async listUnexplained() {
      const owed = [...held.values()].filter((opening) => owesReason({ opening, state: 'unsent' }));
      return [...(await disk.listUnexplained()), ...owed];
    },

    async listUnsent(limit) {
      await keepAgain();
      return disk.listUnsent(limit);
    },

    async count() {
      const counts = await disk.count();
      return held.size === 0 ? counts : { ...counts, unkept: held.size };
    },
  };
}
