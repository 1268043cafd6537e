import * as z from 'zod';
import { CLASSES, DIRECTIONS, OUTCOMES, REASONS } from '../../shared/gate/outcomes.ts';
import { GateDeviceId, GateId } from '../../shared/ids.ts';
import { DECISION_PREFIX, usedShowing } from './gate-keys.ts';
import type { StoredScan } from './stored-scan.ts';

const Item = z.object({
  /** Absent in records of before it was noted. */
  gateId: GateId.optional(),
  deviceId: GateDeviceId,
  boot: z.number().int(),
  seq: z.number().int(),
  outcome: z.enum(OUTCOMES),
  reason: z.enum(REASONS),
  class: z.enum(CLASSES).optional(),
  direction: z.enum(DIRECTIONS),
  at: z.number().int(),
  ttl: z.number().int(),
});

/** One scan that the server decided, as it is counted in its gate's day. */
export type ServerDecision = Pick<z.infer<typeof Item>, 'deviceId' | 'boot' | 'ttl'> & {
  readonly gateId: GateId;
  readonly scan: StoredScan;
};

/** The decision that an item records; undefined for any other item, and for one of no known gate. */
export function serverDecisionIn(
  item: Readonly<Record<string, unknown>>,
): ServerDecision | undefined {
  const showing = usedShowing(item);
  if (showing === undefined && !String(item.sk).startsWith(DECISION_PREFIX)) return undefined;
  const { gateId, deviceId, boot, ttl, at, seq, direction, ...said } = Item.parse(item);
  if (gateId === undefined) return undefined;
  const { class: passClass, ...verdict } = said;
  const scan: StoredScan = {
    seq,
    scannedAt: at,
    direction,
    device: verdict,
    server: verdict,
    ...(passClass === undefined ? {} : { class: passClass }),
    ...showing,
  };
  return { gateId, deviceId, boot, ttl, scan };
}
