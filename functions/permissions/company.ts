import * as z from 'zod';
import { StaffId } from '../../shared/ids.ts';

/** Every way in which the running of a compound passes from one hand to the next. */
export const COMPANY_LIFECYCLE = [
  { from: 'none, changed', to: 'changing', by: ['community_worker', 'street_administrator'] },
  { from: 'changing', to: 'changed', by: ['community_worker', 'street_administrator'] },
] as const;

/** Who runs a compound, and since when. */
export const Company = z.object({
  /** Absent where the compound is run by its community alone. */
  name: z.string().optional(),
  /** Unix milliseconds. */
  since: z.number().int(),
  documentNumber: z.string(),
  managerId: StaffId.optional(),
  /** `changing` until every role of the company before is ended. */
  state: z.enum(['changing', 'changed']),
  /** Counts the writes. */
  version: z.number().int(),
});
export type Company = z.infer<typeof Company>;
