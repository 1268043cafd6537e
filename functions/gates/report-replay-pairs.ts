import * as z from 'zod';
import { CLASSES, OUTCOMES } from '../../shared/gate/outcomes.ts';
import { compoundOf, GateDeviceId, GateId } from '../../shared/ids.ts';
import type { ItemChange } from '../platform/table-stream.ts';
import { usedShowing } from './gate-keys.ts';
import { bucketOf, hasPlace, pairsAmong, type ShownTogether, showingsOf } from './replay-pair.ts';
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
type NewItem = NonNullable<ItemChange['after']>;

function shownInBatch({ pk, sk, ...content }: NewItem): ShownTogether[] {
  const [, deviceId, boot, batch] = Names.parse(String(sk).split('#'));
  const [, gateId] = Partition.parse(String(pk).split('#'));
  const { scans, ttl } = Content.parse(content);
  const compound = compoundOf(gateId);
  const of = { deviceId, boot, batch };
  return [...showingsOf({ gateId, deviceId }, unpackScans(scans))].map(([bucket, shown]) => ({
    compound,
    bucket,
    of,
    shown,
    ttl,
  }));
}

const Use = z.object({
  /** Absent in records of before it was noted. */
  gateId: GateId.optional(),
  deviceId: GateDeviceId,
  boot: z.number().int(),
  seq: z.number().int(),
  outcome: z.enum(OUTCOMES),
  class: z.enum(CLASSES).optional(),
  at: z.number().int(),
  ttl: z.number().int(),
});

/** A scan that the server let in; whatever else it decided has used no showing. */
function shownToServer(item: NewItem): ShownTogether[] {
  const showing = usedShowing(item);
  if (showing === undefined) return [];
  const { gateId, deviceId, boot, seq, outcome, at, ttl, ...scan } = Use.parse(item);
  if (gateId === undefined || outcome !== 'allow' || !hasPlace(scan)) return [];
  return [
    {
      compound: compoundOf(gateId),
      bucket: bucketOf(showing.slot),
      of: { deviceId, boot, seq },
      shown: [{ gateId, deviceId, ...showing, scannedAt: at }],
      ttl,
    },
  ];
}

/**
 * Reports what two devices let in by the same showing of one pass, as soon as the second record is
 * in the table: a batch, or a scan that the server decided. Each notes what it let in before it
 * looks at the others: of two that come at once, at least one sees both. Every change may come more
 * than once: a pair is reported once.
 */
export async function reportReplayPairs(
  store: ReplayPairStore,
  { before, after }: ItemChange,
  now: number,
): Promise<void> {
  if (before !== undefined || after === undefined) return;
  const isBatch = String(after.sk).startsWith('batch#');
  for (const together of isBatch ? shownInBatch(after) : shownToServer(after)) {
    await store.noteShown(together);
    const { compound, bucket, shown, ttl } = together;
    const others = await store.findShown(compound, bucket);
    for (const pair of pairsAmong(shown, others, now)) {
      await store.recordPair(compound, pair, ttl);
    }
  }
}
