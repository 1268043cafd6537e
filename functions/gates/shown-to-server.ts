import * as z from 'zod';
import { CLASSES, OUTCOMES } from '../../shared/gate/outcomes.ts';
import { compoundOf, GateDeviceId, GateId } from '../../shared/ids.ts';
import { bucketOf, usedShowing } from './gate-keys.ts';
import { hasPlace, type ShownTogether } from './replay-pair.ts';

const Use = z.object({
  /** Absent in records of before it was noted. */
  gateId: GateId.optional(),
  deviceId: GateDeviceId,
  outcome: z.enum(OUTCOMES),
  class: z.enum(CLASSES).optional(),
  at: z.number().int(),
  ttl: z.number().int(),
});

/** A scan that the server let in, from its record; whatever else it decided has used no showing. */
export function shownToServer(
  item: Readonly<Record<string, unknown>>,
): Omit<ShownTogether, 'of'> | undefined {
  const showing = usedShowing(item);
  if (showing === undefined) return undefined;
  const { gateId, deviceId, outcome, at, ttl, ...scan } = Use.parse(item);
  if (gateId === undefined || outcome !== 'allow' || !hasPlace(scan)) return undefined;
  return {
    compound: compoundOf(gateId),
    bucket: bucketOf(showing.slot),
    shown: [{ gateId, deviceId, ...showing, scannedAt: at }],
    ttl,
  };
}
