import * as z from 'zod';
import { compoundOf, GateDeviceId, GateId } from '../../shared/ids.ts';
import type { ItemChange } from '../platform/table-stream.ts';
import { BATCH_PREFIX } from './gate-keys.ts';
import {
  pairsAmong,
  type ShownAt,
  type ShownTogether,
  showingsOf,
  shownToServer,
} from './replay-pair.ts';
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

/** Noted first and looked at then: of two that come at once, at least one sees both. */
async function othersOfBatch(
  store: ReplayPairStore,
  together: ShownTogether,
): Promise<readonly ShownAt[]> {
  await store.noteShown(together);
  return store.findShown(together.compound, together.bucket, 'batches and server');
}

/**
 * Reports what two devices let in by the same showing of one pass, as soon as the second record is
 * in the table: a batch, or a scan that the server decided, whose record is its own note. Every
 * change may come more than once: a pair is reported once.
 */
export async function reportReplayPairs(
  store: ReplayPairStore,
  { before, after }: ItemChange,
  now: number,
): Promise<void> {
  if (before !== undefined || after === undefined) return;
  const report = async (
    { compound, shown, ttl }: Pick<ShownTogether, 'compound' | 'shown' | 'ttl'>,
    others: readonly ShownAt[],
  ): Promise<void> => {
    for (const pair of pairsAmong(shown, others, now)) {
      await store.recordPair(compound, pair, ttl);
    }
  };
  if (String(after.sk).startsWith(BATCH_PREFIX)) {
    for (const together of shownInBatch(after)) {
      await report(together, await othersOfBatch(store, together));
    }
    return;
  }
  const used = shownToServer(after);
  if (used === undefined) return;
  // The server lets one showing in once: the other one comes in a batch.
  await report(used, await store.findShown(used.compound, used.bucket, 'batches'));
}
