import * as z from 'zod';
import { POSTS } from '../../shared/duty/duty-plan.ts';
import { StaffId } from '../../shared/ids.ts';
import { KEPT_MS } from '../../shared/retention.ts';
import { AuditFacts } from '../platform/audit.ts';

export const HAND_OVER_LIFECYCLE = [
  { from: 'none', to: 'left', by: 'whoever reads the roster' },
  { from: 'left', to: 'confirmed', by: 'somebody else who reads the roster, once' },
  { from: 'any', to: 'deleted', by: 'time, 90 days after it was left' },
] as const;

const Person = z.object({ staffId: StaffId, maskedName: z.string() });

/** What one who leaves a post tells the one who comes. */
export const HandOverRecord = z.object({
  post: z.enum(POSTS),
  /** Unix milliseconds. */
  at: z.number().int(),
  by: Person,
  note: z.string(),
  open: z.array(z.string()),
  confirmed: z.object({ by: Person, at: z.number().int() }).optional(),
  version: z.number().int(),
  audit: AuditFacts,
});
export type HandOverRecord = z.infer<typeof HandOverRecord>;

export const HAND_OVER_KEPT_MS = KEPT_MS.hand_over;
/** A plan can be looked up for a year after its week, as whoever answers for a day is asked later. */
export const PLAN_KEPT_MS = KEPT_MS.duty_roster;
