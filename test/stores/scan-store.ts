import { describe, expect, it } from 'vitest';
import type {
  DecidedScan,
  Disagreement,
  RecordedBatch,
  ScanStore,
} from '../../functions/gates/scan-store.ts';
import type { StoredScan } from '../../functions/gates/stored-scan.ts';
import { NOON } from '../support/fixed-clock.ts';

const DAY = 86_400_000;
let boots = 0;

/** What every record of scans promises. */
export function scanStoreSuite(open: () => ScanStore): void {
  const ok = { outcome: 'allow', reason: 'ok' } as const;
  const deny = { outcome: 'deny', reason: 'revoked' } as const;
  const scan = (seq: number, server: StoredScan['server'] = ok): StoredScan => ({
    seq,
    index: 7,
    class: 'resident',
    slot: 1_000 + seq,
    scannedAt: NOON,
    direction: 'in',
    device: ok,
    server,
  });
  const batchOf = (boot: number, scans: StoredScan[]): RecordedBatch => ({
    name: {
      gateId: 'gat_1_1',
      deviceId: 'dev_1_0000000000000001',
      boot,
      batch: 1,
      firstScanAt: NOON,
    },
    shiftId: 'shf_1_0000000000000001',
    scans,
    receivedAt: NOON,
    keptUntil: NOON + 7 * DAY,
    late: false,
  });
  const disagreement: Disagreement = {
    seq: 2,
    code: 'XQ1:…',
    direction: 'in',
    scannedAt: NOON,
    device: ok,
    server: deny,
  };

  describe('a record of batches', () => {
    it('takes a batch once, and shows what it took to whoever brings it again', async () => {
      const [store, boot] = [open(), ++boots];
      const first = [scan(1), scan(2, deny)];
      expect(await store.recordBatch(batchOf(boot, first), [])).toEqual(first);
      const other = batchOf(boot, [scan(3)]);
      expect(await store.recordBatch(other, [])).toEqual(first);
      expect(await store.recordBatch(other, [disagreement])).toEqual(first);
    });

    it('takes one of many at once, with and without disagreements', async () => {
      for (const disagreements of [[], [disagreement]]) {
        const [store, boot] = [open(), ++boots];
        const answers = await Promise.all(
          Array.from({ length: 8 }, (_, n) =>
            store.recordBatch(batchOf(boot, [scan(n)]), disagreements),
          ),
        );
        for (const answer of answers) expect(answer).toEqual(answers[0]);
      }
    });

    it('holds twenty-five scans that all disagree', async () => {
      const [store, boot] = [open(), ++boots];
      const scans = Array.from({ length: 25 }, (_, seq) => scan(seq, deny));
      const all = scans.map(({ seq }) => ({ ...disagreement, seq, code: 'x'.repeat(512) }));
      expect(await store.recordBatch(batchOf(boot, scans), all)).toEqual(scans);
    });
  });

  describe('a record of single decisions', () => {
    const decided = (boot: number, seq: number, verdict: DecidedScan['verdict'] = ok) => ({
      name: { deviceId: 'dev_1_0000000000000001', boot, seq } as const,
      verdict,
      direction: 'in' as const,
      at: NOON,
      keptUntil: NOON + 7 * DAY,
    });
    const showing = (slot: number) => ({ compound: 'cmp_1', index: 7, slot }) as const;

    it('lets one of many use a showing, and tells the others who did', async () => {
      const [store, boot] = [open(), ++boots];
      const uses = await Promise.all(
        Array.from({ length: 8 }, (_, n) => store.useShowing(showing(boot), decided(boot, n))),
      );
      for (const use of uses) expect(use).toEqual(uses[0]);
      expect(await store.findUse(showing(boot))).toEqual(uses[0]);
      expect(await store.findUse(showing(boot + 1_000_000))).toBeUndefined();
    });

    it('gives the first answer to the same scan, used or not', async () => {
      const [store, boot] = [open(), ++boots];
      const first = decided(boot, 1, { ...deny, class: 'resident' });
      expect(await store.recordUnused(first)).toEqual(first);
      expect(await store.recordUnused(decided(boot, 1))).toEqual(first);
      const other = decided(boot, 2);
      expect(await store.recordUnused(other)).toEqual(other);
    });
  });
}
