import * as z from 'zod';
import { AccountId, HouseId, ResidentId, SessionId } from '../../shared/ids.ts';

import type { AuditFacts } from '../platform/audit.ts';
import { isChild } from './register-row.ts';
import type { Resident } from './resident.ts';

const ANSWERS =
  'another resident of the house; of a number that holds the pass for an adult, that adult alone';

/**
 * A number that was silent for 90 days was used: until somebody who knows says that it is still
 * this resident's, it speaks for nobody.
 */
export const NUMBER_QUESTION_LIFECYCLE = [
  { from: 'none', to: 'asked', by: 'whoever signs in by a number that was silent for 90 days' },
  { from: 'asked', to: 'theirs', by: `${ANSWERS}, property_manager` },
  { from: 'asked', to: 'taken off', by: `${ANSWERS}, property_manager` },
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

/** Who would answer: a phone, and the residents for whom it speaks beyond doubt. */
type Answering = {
  readonly accountId: AccountId;
  readonly residents: readonly Resident[];
};

/** Somebody else of the same house, by a phone whose own number is beyond doubt. */
export const livesThere = (asked: Resident, { accountId, residents }: Answering): boolean =>
  asked.accountId !== accountId &&
  residents.some(
    ({ residentId, houseId }) => residentId !== asked.residentId && houseId === asked.houseId,
  );

/**
 * Of somebody's own number another resident of the house is asked. A number that holds the pass
 * for somebody is that adult's own matter; for a child it is the household's.
 * @param asked whom the number speaks for
 */
export function mayAnswer(
  question: Pick<NumberQuestion, 'accountId'>,
  asked: Resident,
  answering: Answering,
  nowMs: number,
): boolean {
  if (question.accountId === answering.accountId) return false;
  const isOwnNumber = question.accountId === asked.accountId;
  if (!isOwnNumber && !isChild(asked, nowMs)) return asked.accountId === answering.accountId;
  return livesThere(asked, answering);
}
