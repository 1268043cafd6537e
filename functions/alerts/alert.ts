import * as z from 'zod';
import { ALERT_LEVELS, ALERT_STATES } from '../../shared/emergency/alert-lifecycle.ts';
import { BuildingId, CompoundId, HealthChangeId, ResidentId, StaffId } from '../../shared/ids.ts';
import { AuditFacts } from '../platform/audit.ts';

const UnixMs = z.number().int();

/** That somebody's status has become severe, until somebody sees to it. Named by the change. */
export const StoredAlert = z.object({
  changeId: HealthChangeId,
  compoundId: CompoundId,
  residentId: ResidentId,
  buildingId: BuildingId,
  value: z.string(),
  /** When the status became so. */
  at: UnixMs,
  state: z.enum(ALERT_STATES),
  /** The widest that was told. */
  level: z.enum(ALERT_LEVELS),
  acknowledged: z.object({ by: StaffId, at: UnixMs }).optional(),
  version: z.number().int(),
  audit: AuditFacts,
});
export type StoredAlert = z.infer<typeof StoredAlert>;
