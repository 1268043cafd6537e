import * as z from 'zod';
import { AccountId, HouseId, ResidentId, SessionId } from '../../shared/ids.ts';

import type { AuditFacts } from '../platform/audit.ts';

/**
 * A number that was silent for 90 days was used: until somebody who knows says that it is still
 * this resident's, it speaks for nobody.
 */
export const NUMBER_QUESTION_LIFECYCLE = [
  { from: 'none', to: 'asked', by: 'whoever signs in by a number that was silent for 90 days' },
  { from: 'asked', to: 'theirs', by: 'another resident of the house, property_manager' },
  { from: 'asked', to: 'taken off', by: 'another resident of the house, property_manager' },
] as const;

export const NumberQuestion = z.object({
  residentId: ResidentId,
  houseId: HouseId,
  maskedName: z.string(),
  accountId: AccountId,
  /** Unix milliseconds of the sign-in that it is about. */
  since: z.number().int(),
  sessionId: SessionId.optional(),
});
export type NumberQuestion = z.infer<typeof NumberQuestion>;

/** What somebody said to a question, with its audit facts. */
export type NumberAnswer = {
  readonly isTheirs: boolean;
  readonly audit: AuditFacts;
};
