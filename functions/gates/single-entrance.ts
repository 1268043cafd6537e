import * as z from 'zod';
import { CompoundId, EmergencyId, GateId } from '../../shared/ids.ts';
import { AuditFacts } from '../platform/audit.ts';

const MAY_SET = ['property_manager', 'community_worker', 'street_administrator'] as const;

export const SINGLE_ENTRANCE_LIFECYCLE = [
  { from: 'off', to: 'on', by: MAY_SET },
  { from: 'on', to: 'on', by: 'the same, with another main gate or another end' },
  { from: 'on', to: 'off', by: [...MAY_SET, 'time'] },
  { from: 'off', to: 'on', by: 'an emergency that orders it' },
  { from: 'on', to: 'off', by: 'the end of the emergency that orders it, and nobody before' },
] as const;

/** Whether a compound has one gate for everybody; the others send people there. */
export const SingleEntranceRecord = z.object({
  compoundId: CompoundId,
  state: z.enum(['on', 'off']),
  mainGate: GateId,
  mainGateName: z.string(),
  /** Unix milliseconds. */
  since: z.number().int(),
  /** Unix milliseconds, exclusive; without it, until somebody ends it. */
  until: z.number().int().optional(),
  /** The emergency that orders it, where one does: nobody ends it before that has ended. */
  heldBy: EmergencyId.optional(),
  version: z.number().int(),
  audit: AuditFacts,
});
export type SingleEntranceRecord = z.infer<typeof SingleEntranceRecord>;

export function isOn(
  record: SingleEntranceRecord | undefined,
  nowMs: number,
): record is SingleEntranceRecord & { state: 'on' } {
  if (record?.state !== 'on') return false;
  return record.until === undefined || nowMs < record.until;
}

/** By which emergency it is held now, if it is. */
export const heldBy = (record: SingleEntranceRecord | undefined, nowMs: number) =>
  isOn(record, nowMs) ? record.heldBy : undefined;
