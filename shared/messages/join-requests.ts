import * as z from 'zod';
import { JoinRequestId, ResidentId } from '../ids.ts';
import { endpoint } from './endpoint.ts';
import { TIES } from './register.ts';
import { Phone, SignInCodeAnswer, SignInCodeRequest } from './sign-in.ts';

const UnixMs = z.number().int();

/** A code to the number of somebody who asks to be registered, known or not. */
export const requestJoinCode = endpoint({
  method: 'POST',
  path: '/api/v1/resident/join-requests/codes',
  body: SignInCodeRequest,
  answer: SignInCodeAnswer,
});

export const AskToJoinRequest = z.strictObject({
  phone: Phone,
  code: z.string().regex(/^[0-9]{6}$/),
  /** The compound's name, as it stands at its gate. */
  compound: z.string().trim().min(1).max(40),
  /** With its unit: 3-2-501. */
  house: z.string().max(24),
  name: z.string().trim().min(1).max(40),
  tie: z.enum(TIES),
});
export type AskToJoinRequest = z.infer<typeof AskToJoinRequest>;
/** Answered alike whether there is such a house or not. */
export const askToJoin = endpoint({
  method: 'POST',
  path: '/api/v1/resident/join-requests',
  body: AskToJoinRequest,
});

/** As the household sees it. */
export const HouseholdJoinRequest = z.object({
  joinRequestId: JoinRequestId,
  maskedName: z.string(),
  tie: z.enum(TIES),
  askedAt: UnixMs,
});
export const listHouseholdJoinRequests = endpoint({
  method: 'GET',
  path: '/api/v1/resident/residents/:residentId/join-requests',
  answer: z.object({ requests: z.array(HouseholdJoinRequest) }),
});
export const DecideJoinRequest = z.strictObject({ approve: z.boolean() });
export const answerJoinRequest = endpoint({
  method: 'PUT',
  path: '/api/v1/resident/residents/:residentId/join-requests/:joinRequestId',
  body: DecideJoinRequest,
});

/** As whoever decides for the compound sees it. */
export const ManagedJoinRequest = HouseholdJoinRequest.extend({
  name: z.string(),
  houseLabel: z.string(),
});
export type ManagedJoinRequest = z.infer<typeof ManagedJoinRequest>;
export const listJoinRequests = endpoint({
  method: 'GET',
  path: '/api/v1/manager/compounds/:compoundId/join-requests',
  answer: z.object({ requests: z.array(ManagedJoinRequest) }),
  reads: { record: 'register', purpose: 'register' },
});
export const decideJoinRequest = endpoint({
  method: 'PUT',
  path: '/api/v1/manager/join-requests/:joinRequestId',
  body: DecideJoinRequest,
  /** Whom it registered, where it was approved. */
  answer: z.object({ residentId: ResidentId.optional() }),
});
