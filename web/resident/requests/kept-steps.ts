import * as z from 'zod';
import { MatterId, RequestId, ResidentId } from '../../../shared/ids.ts';
import { Rating } from '../../../shared/messages/matter.ts';
import { DenyMatter } from '../../../shared/messages/request-matters.ts';
import { KeptPhoto, Refused } from './kept-requests.ts';
import { waitingList } from './waiting-list.ts';

/** What whoever asked says of a request that is there, and which waits for nobody's answer. */
export const SaidOfRequest = z.discriminatedUnion('step', [
  z.object({ step: z.literal('note'), note: z.string() }),
  z.object({
    step: z.literal('rate'),
    service: Rating.shape.service,
    note: z.string().optional(),
  }),
  z.object({ step: z.literal('confirm'), handOverId: MatterId, of: z.enum(['out', 'back']) }),
  z.object({ step: z.literal('settle'), advanceId: MatterId }),
  z.object({ step: z.literal('deny'), matter: DenyMatter }),
]);
export type SaidOfRequest = z.infer<typeof SaidOfRequest>;

/** Said, and not yet with the server. */
export const WaitingStep = z.object({
  /** The step's name: sent twice it is one step. */
  key: z.string(),
  requestId: RequestId,
  residentId: ResidentId,
  what: SaidOfRequest,
  photos: z.array(KeptPhoto),
  at: z.number(),
  refused: Refused.optional(),
});
export type WaitingStep = z.infer<typeof WaitingStep>;

export const {
  entries: waitingSteps,
  load: loadKeptSteps,
  keep: keepStep,
  drop: dropStep,
  waits: stepWaits,
} = waitingList('request-step#', WaitingStep);

export const stepsOf = (requestId: RequestId): readonly WaitingStep[] =>
  waitingSteps.value.filter((one) => one.requestId === requestId);
