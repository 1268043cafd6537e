import { unpackScans } from '../../../functions/gates/stored-scan.ts';
import type { Scan, ScanBatch, Shift } from '../../../shared/messages/gates.ts';
import type { FixedClock } from '../../support/fixed-clock.ts';
import type { Gatehouse } from '../../support/gatehouse.ts';
import { itemsOf } from '../../support/table-items.ts';

/** Batches as a device cuts them: of one boot, numbered by itself. */
export function batchesOf(shift: Pick<Shift, 'shiftId'>, clock: FixedClock, boot = 7) {
  let seq = 0;
  let batch = 0;
  const allow = { outcome: 'allow', reason: 'ok' } as const;
  return {
    scan: (code: string, changed: Partial<Scan> = {}): Scan => ({
      seq: ++seq,
      code,
      direction: 'in',
      scannedAt: clock(),
      verdict: allow,
      ...changed,
    }),
    cut: (...scans: readonly Scan[]): ScanBatch => ({
      boot,
      batch: ++batch,
      shiftId: shift.shiftId,
      scans: [...scans],
    }),
  };
}

/** What the table keeps of scans: batches unpacked, and disagreements. */
export async function recordsIn({ table }: Pick<Gatehouse, 'table'>) {
  const items = await itemsOf(table);
  const named = (prefix: string) => items.filter(({ sk }) => String(sk).startsWith(prefix));
  const batches = named('batch#').map((item) => {
    if (!(item.scans instanceof Uint8Array)) throw new Error('a batch without scans');
    return { ...item, scans: unpackScans(item.scans), bytes: item.scans.length };
  });
  return { batches, scans: batches.flatMap(({ scans }) => scans), disagreements: named('disag') };
}

/** A verdict, in short. */
export const said = (outcome: string, reason: string) => ({ outcome, reason });
