import * as z from 'zod';
import { HouseId, ResidentId } from '../ids.ts';
import { endpoint } from './endpoint.ts';

/** The sign-in that is asked about, by its time, and whether it is the resident's own. */
export const AnswerNumberQuestionRequest = z.strictObject({
  since: z.number().int(),
  isTheirs: z.boolean(),
});
export type AnswerNumberQuestionRequest = z.infer<typeof AnswerNumberQuestionRequest>;

/** Somebody of the same house says whose a number is that was silent for long. */
export const answerNumberQuestion = endpoint({
  method: 'PUT',
  path: '/api/v1/resident/residents/:residentId/number-question',
  body: AnswerNumberQuestionRequest,
});

/** A property manager says so. */
export const decideNumberQuestion = endpoint({
  method: 'PUT',
  path: '/api/v1/manager/residents/:residentId/number-question',
  body: AnswerNumberQuestionRequest,
});

export const NumberQuestions = z.object({
  questions: z.array(
    z.object({
      residentId: ResidentId,
      houseId: HouseId,
      maskedName: z.string(),
      /** Unix milliseconds of the sign-in. */
      since: z.number().int(),
    }),
  ),
});
export type NumberQuestions = z.infer<typeof NumberQuestions>;

export const listNumberQuestions = endpoint({
  method: 'GET',
  path: '/api/v1/manager/compounds/:compoundId/number-questions',
  reads: { record: 'register', purpose: 'register', unstated: 'register' },
  answer: NumberQuestions,
});
