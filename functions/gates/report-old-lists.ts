import * as z from 'zod';
import { GateId } from '../../shared/ids.ts';
import type { Log } from '../platform/log.ts';
import type { ItemChange } from '../platform/table-stream.ts';
import { unpackScans } from './stored-scan.ts';

const NewBatch = z.object({
  pk: z
    .string()
    .transform((pk) => pk.split('#')[1])
    .pipe(GateId),
  sk: z.string().startsWith('batch#'),
  scans: z.instanceof(Uint8Array),
});

/**
 * Says which gate could only ask, and how often, because its status list was too old: it has had
 * no network for a day, and tells of it with its first batch.
 */
export function reportOldLists(log: Log, { before, after }: ItemChange): void {
  const batch = before === undefined ? NewBatch.safeParse(after).data : undefined;
  if (batch === undefined) return;
  const scans = unpackScans(batch.scans).filter(({ device }) => device.reason === 'list_stale');
  if (scans.length === 0) return;
  log.info('scans-by-an-old-list', { gate: batch.pk, scans: scans.length });
}
