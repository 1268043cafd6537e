import type { PassClass } from '../../shared/gate/outcomes.ts';
import {
  type CompoundId,
  compoundNumberOf,
  compoundOf,
  type GateDeviceId,
  type GateId,
  passIdOf,
} from '../../shared/ids.ts';
import type { ReplayPair } from '../../shared/messages/gates.ts';
import { type BatchName, bucketOf } from './gate-keys.ts';
import { serverDecisionIn } from './server-decision.ts';
import type { StoredScan } from './stored-scan.ts';

/** Where one showing of a pass let somebody in. */
export type ShownAt = {
  readonly gateId: GateId;
  readonly deviceId: GateDeviceId;
  readonly index: number;
  readonly slot: number;
  /** Unix milliseconds, as the device stamped it. */
  readonly scannedAt: number;
};

/** What one batch let in within one stretch of time. */
export type ShownTogether = {
  readonly compound: CompoundId;
  readonly bucket: number;
  readonly of: Pick<BatchName, 'deviceId' | 'boot' | 'batch'>;
  readonly shown: readonly ShownAt[];
  /** Unix seconds: gone with the batch. */
  readonly ttl: number;
};

/** Only passes with a place in the list: how often another was used, the server counts. */
function hasPlace(scan: { readonly class?: PassClass | undefined }): boolean {
  return scan.class !== undefined && scan.class !== 'visitor' && scan.class !== 'courier';
}

/** The showings that let somebody in, by bucket. */
export function showingsOf(
  { gateId, deviceId }: Pick<ShownAt, 'gateId' | 'deviceId'>,
  scans: readonly StoredScan[],
): Map<number, ShownAt[]> {
  const buckets = new Map<number, ShownAt[]>();
  for (const scan of scans) {
    const { index, slot, scannedAt, device, decision } = scan;
    const wasLetIn = device.outcome === 'allow' || decision === 'let_in';
    if (index === undefined || slot === undefined || !wasLetIn || !hasPlace(scan)) continue;
    const bucket = bucketOf(slot);
    const shown = { gateId, deviceId, index, slot, scannedAt };
    buckets.set(bucket, [...(buckets.get(bucket) ?? []), shown]);
  }
  return buckets;
}

/** What a scan that the server decided let in, from its record; undefined where that is nobody. */
export function shownToServer(
  item: Readonly<Record<string, unknown>>,
): Omit<ShownTogether, 'of'> | undefined {
  const decision = serverDecisionIn(item);
  if (decision === undefined) return undefined;
  const { gateId, scan, ttl } = decision;
  const [letIn] = showingsOf(decision, [scan]);
  if (letIn === undefined) return undefined;
  const [bucket, shown] = letIn;
  return { compound: compoundOf(gateId), bucket, shown, ttl };
}

/** The same showing let in by two devices, each pair in one order, whoever was heard of first. */
export function pairsAmong(
  own: readonly ShownAt[],
  others: readonly ShownAt[],
  reportedAt: number,
): ReplayPair[] {
  return own.flatMap((one) =>
    others
      .filter(
        ({ deviceId, index, slot }) =>
          deviceId !== one.deviceId && index === one.index && slot === one.slot,
      )
      .map((other) => {
        const [first, second] = one.deviceId < other.deviceId ? [one, other] : [other, one];
        const place = ({ gateId, deviceId, scannedAt }: ShownAt) => ({
          gateId,
          deviceId,
          scannedAt,
        });
        return {
          passId: passIdOf(compoundNumberOf(one.gateId), one.index),
          slot: one.slot,
          scans: [place(first), place(second)],
          reportedAt,
        };
      }),
  );
}
