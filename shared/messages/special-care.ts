import * as z from 'zod';
import { ResidentId, StaffId } from '../ids.ts';
import { endpoint } from './endpoint.ts';

/** Why somebody is looked after. */
export const SPECIAL_CARE_KINDS = [
  'frail',
  'pregnant',
  'disabled',
  'chronic',
  'lives_alone',
] as const;

export const AssignSpecialCareRequest = z.strictObject({
  kind: z.enum(SPECIAL_CARE_KINDS),
  /** Who helps, and who does when they can't: they alone see it. */
  helper: StaffId,
  backup: StaffId.optional(),
});
export type AssignSpecialCareRequest = z.infer<typeof AssignSpecialCareRequest>;
export const assignSpecialCare = endpoint({
  method: 'PUT',
  path: '/api/v1/manager/residents/:residentId/special-care',
  body: AssignSpecialCareRequest,
});

/** Somebody whom the caller helps. */
export const CaredFor = z.object({
  residentId: ResidentId,
  maskedName: z.string(),
  houseLabel: z.string(),
  kind: z.enum(SPECIAL_CARE_KINDS),
  as: z.enum(['helper', 'backup']),
  since: z.number().int(),
});
export type CaredFor = z.infer<typeof CaredFor>;
export const readSpecialCare = endpoint({
  method: 'GET',
  path: '/api/v1/manager/residents/:residentId/special-care',
  answer: CaredFor,
  reads: { record: 'special_care', purpose: 'special_care' },
});
/** Whom the caller helps in a compound, and nobody else. */
export const listOwnCare = endpoint({
  method: 'GET',
  path: '/api/v1/manager/compounds/:compoundId/own-special-care',
  answer: z.object({ people: z.array(CaredFor) }),
  reads: { record: 'special_care', purpose: 'special_care' },
});
