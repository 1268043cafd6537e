import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ShiftId } from '../../../shared/ids.ts';
import { SCANS_PER_BATCH, ScanBatch } from '../../../shared/messages/gates.ts';
import {
  cutBatches,
  FLUSH_AFTER_MS,
  type QueuedScan,
  uncutAmong,
} from '../../../web/guard/queue/queued-scan.ts';
import { BOOT, NOW, SHIFT, waitingScan } from './waiting-scan.ts';

const MORNING = SHIFT;
const EVENING: ShiftId = 'shf_3_0000000000000002';

const queued = (seq: number, changes: Partial<QueuedScan> = {}, at = NOW): QueuedScan =>
  waitingScan({ seq, scannedAt: at }, changes);
const many = (count: number): QueuedScan[] =>
  Array.from({ length: count }, (_, index) => queued(index + 1));

const cut = (scans: QueuedScan[], changes: Partial<Parameters<typeof cutBatches>[0]> = {}) =>
  cutBatches({
    scans,
    current: { boot: BOOT, shiftId: MORNING },
    nextBatchOf: () => 0,
    now: NOW,
    atOnce: false,
    ...changes,
  });

describe('scans are cut into batches', () => {
  it('of twenty-five, leaving the rest to wait for others', () => {
    const batches = cut(many(60));
    expect(batches.map((batch) => batch.scans.length)).toEqual([25, 25]);
    expect(batches.map((batch) => batch.batch)).toEqual([0, 1]);
    expect(batches[1]?.scans[0]?.seq).toBe(26);
  });

  it('by the time the oldest has waited five minutes', () => {
    const old = queued(1, {}, NOW - FLUSH_AFTER_MS);
    expect(cut([old, queued(2)]).map((batch) => batch.scans.length)).toEqual([2]);
    expect(cut([queued(1, {}, NOW - FLUSH_AFTER_MS + 1), queued(2)])).toEqual([]);
  });

  it('at once when asked, and when their boot or shift has ended', () => {
    expect(cut(many(2), { atOnce: true })).toHaveLength(1);
    expect(cut(many(2), { current: { boot: 78, shiftId: MORNING } })).toHaveLength(1);
    expect(cut(many(2), { current: { boot: BOOT, shiftId: EVENING } })).toHaveLength(1);
  });

  it('that never mix boots or shifts, and count on within a boot', () => {
    const scans = [queued(1), queued(2, { shiftId: EVENING }), queued(1, { boot: 5 })];
    const batches = cut(scans, { atOnce: true, nextBatchOf: (boot) => (boot === 5 ? 9 : 3) });
    expect(batches.map(({ boot, batch, shiftId }) => [boot, batch, shiftId])).toEqual([
      [BOOT, 3, MORNING],
      [BOOT, 4, EVENING],
      [5, 9, MORNING],
    ]);
  });

  it('without those that the guard has not decided', () => {
    const scans = [queued(1), queued(2, { undecided: true }), queued(3)];
    const [batch] = cut(scans, { atOnce: true });
    expect(batch?.scans.map((scan) => scan.seq)).toEqual([1, 3]);
    expect(cut([queued(1, { undecided: true })], { atOnce: true })).toEqual([]);
  });

  it('each scan in exactly one batch, each batch as the server takes it, whatever the mix', () => {
    const anyScans = fc
      .array(
        fc.record({
          boot: fc.constantFrom(1, 2),
          shiftId: fc.constantFrom(MORNING, EVENING),
          undecided: fc.boolean(),
          waited: fc.integer({ min: 0, max: 2 * FLUSH_AFTER_MS }),
        }),
        { maxLength: 120 },
      )
      .map((drawn) =>
        drawn.map(({ waited, ...rest }, index) => queued(index + 1, rest, NOW - waited)),
      );
    fc.assert(
      fc.property(anyScans, fc.boolean(), (scans, atOnce) => {
        const batches = cut(scans, { current: { boot: 1, shiftId: MORNING }, atOnce });
        const seqs = batches.flatMap((batch) => batch.scans.map((scan) => scan.seq));
        expect(new Set(seqs).size).toBe(seqs.length);
        expect(new Set(batches.map(({ boot, batch }) => `${boot}.${batch}`)).size).toBe(
          batches.length,
        );
        for (const { refused: _, ...batch } of batches) {
          expect(ScanBatch.safeParse(batch).success).toBe(true);
        }
        if (atOnce) expect(seqs).toHaveLength(scans.filter((one) => !one.undecided).length);
      }),
    );
  });

  it('so that a due cut always cuts something', () => {
    const scans = [queued(1, {}, NOW + 2 * FLUSH_AFTER_MS), queued(2)];
    expect(uncutAmong(scans, NOW).dueIn).toBe(0);
    expect(cut(scans)).toHaveLength(1);
  });
});

describe('what waits to be cut', () => {
  it('is due five minutes after its oldest scan', () => {
    const scans = [queued(1, {}, NOW - 60_000), queued(2)];
    expect(uncutAmong(scans, NOW)).toEqual({ count: 2, dueIn: FLUSH_AFTER_MS - 60_000 });
  });

  it('does not count what the guard has not decided', () => {
    expect(uncutAmong([queued(1, { undecided: true })], NOW).count).toBe(0);
  });

  it('is never more than a batch once full ones are cut', () => {
    expect(many(60).length - cut(many(60)).length * SCANS_PER_BATCH).toBeLessThan(SCANS_PER_BATCH);
  });
});
