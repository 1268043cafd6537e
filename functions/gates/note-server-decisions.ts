import { shanghaiDay } from '../../shared/time/shanghai.ts';
import type { ItemChange } from '../platform/table-stream.ts';
import type { GateDayStore } from './gate-day-store.ts';
import { bucketOf } from './gate-keys.ts';
import { serverDecisionIn } from './server-decision.ts';

/** Longer than a stream's process lives: what is forgotten is noted once more. */
const REMEMBERED = 10_000;

/**
 * Notes in a gate's day what the server decided there. Who was let in stands in a record of its own
 * already: of those only the five minutes are noted, once by each process. A refusal is copied.
 */
export function noteServerDecisions(
  days: Pick<GateDayStore, 'noteUses' | 'noteRefusal'>,
): (change: ItemChange) => Promise<void> {
  const noted = new Set<string>();
  return async ({ before, after }) => {
    if (before !== undefined || after === undefined) return;
    const decision = serverDecisionIn(after);
    if (decision === undefined) return;
    const { gateId, scan, ttl } = decision;
    const day = shanghaiDay(scan.scannedAt);
    if (scan.slot === undefined) return days.noteRefusal(day, decision);
    const bucket = bucketOf(scan.slot);
    const name = `${gateId} ${day} ${bucket}`;
    if (noted.has(name)) return;
    await days.noteUses(gateId, day, { bucket, ttl });
    if (noted.size >= REMEMBERED) noted.clear();
    noted.add(name);
  };
}
