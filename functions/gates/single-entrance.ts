import * as z from 'zod';
import { CompoundId, GateId } from '../../shared/ids.ts';
import { AuditFacts } from '../platform/audit.ts';

const MAY_SET = ['property_manager', 'community_worker', 'street_administrator'] as const;

export const SINGLE_ENTRANCE_LIFECYCLE = [
  { from: 'off', to: 'on', by: MAY_SET },
  { from: 'on', to: 'on', by: 'the same, with another main gate or another end' },
  { from: 'on', to: 'off', by: [...MAY_SET, 'time'] },
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
