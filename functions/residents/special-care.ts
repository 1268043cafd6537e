import * as z from 'zod';
import { ResidentId, StaffId } from '../../shared/ids.ts';
import { SPECIAL_CARE_KINDS } from '../../shared/messages/special-care.ts';

/** Who looks after whom, and how that begins and ends. */
export const SPECIAL_CARE_LIFECYCLE = [
  { from: 'none', to: 'assigned', by: 'community_worker' },
  { from: 'assigned', to: 'assigned', by: 'community_worker, to another helper or backup' },
  { from: 'assigned', to: 'ended', by: 'the person themself, or the end of their residence' },
] as const;

/** That somebody is looked after: an item of its own, in no list, no count and no export. */
export const SpecialCare = z.object({
  residentId: ResidentId,
  kind: z.enum(SPECIAL_CARE_KINDS),
  helper: StaffId,
  backup: StaffId.optional(),
  /** Unix milliseconds. */
  since: z.number().int(),
});
export type SpecialCare = z.infer<typeof SpecialCare>;

/** As what somebody sees it; undefined for everybody else. */
export function careOf(
  { helper, backup }: SpecialCare,
  staffId: StaffId,
): 'helper' | 'backup' | undefined {
  if (helper === staffId) return 'helper';
  return backup === staffId ? 'backup' : undefined;
}
