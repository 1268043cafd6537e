import * as z from 'zod';
import { compoundOf, GateDeviceId, GateId } from '../../shared/ids.ts';
import type { ItemChange } from '../platform/table-stream.ts';
import { pairsAmong, showingsOf } from './replay-pair.ts';
import type { ReplayPairStore } from './replay-pair-store.ts';
import { unpackScans } from './stored-scan.ts';

const Names = z.tuple([
  z.literal('batch'),
  GateDeviceId,
  z.coerce.number().int(),
  z.coerce.number().int(),
]);
const Partition = z.tuple([z.string(), GateId, z.string()]);
const Content = z.object({ scans: z.instanceof(Uint8Array), ttl: z.number().int() });

/**
 * Reports what two devices let in by the same showing of one pass, as soon as the second batch is
 * in the table. Each batch notes what it let in before it looks at the others: of two that come at
 * once, at least one sees both. Every change may come more than once: a pair is reported once.
 */
export async function reportReplayPairs(
  store: ReplayPairStore,
  { before, after }: ItemChange,
  now: number,
): Promise<void> {
  const sk = after?.sk;
  if (before !== undefined || typeof sk !== 'string' || !sk.startsWith('batch#')) return;
  const [, deviceId, boot, batch] = Names.parse(sk.split('#'));
  const [, gateId] = Partition.parse(String(after?.pk).split('#'));
  const { scans, ttl } = Content.parse(after);
  const compound = compoundOf(gateId);
  for (const [bucket, shown] of showingsOf({ gateId, deviceId }, unpackScans(scans))) {
    await store.noteShown({ compound, bucket, deviceId, boot, batch, shown, ttl });
    const others = await store.findShown(compound, bucket);
    for (const pair of pairsAmong(shown, others, now)) {
      await store.recordPair(compound, pair, ttl);
    }
  }
}
