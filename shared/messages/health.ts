import * as z from 'zod';
import { RegistrationCode } from '../emergency/registration-code.ts';
import { ResidentId } from '../ids.ts';
import { endpoint } from './endpoint.ts';

const Words = z.object({ zh: z.string(), en: z.string() });
const Finding = z.string().regex(/^[a-z][a-z0-9_]{0,23}$/);

/** Of whom an emergency knows that they are there, and by what laboratories name them. */
export const Registered = z.object({ code: RegistrationCode, at: z.number().int() });

/** What somebody says of themselves, by the names of the rules. */
export const RegisterHealthRequest = z.strictObject({
  findings: z.array(Finding).min(1).max(6),
});
export type RegisterHealthRequest = z.infer<typeof RegisterHealthRequest>;

/** Registering for an emergency: by whose order, until when, and what can be said. */
export const OwnRegistration = z.object({
  event: z.string(),
  documentNumber: z.string(),
  authority: z.string(),
  /** Unix milliseconds, exclusive. */
  until: z.number().int(),
  /** What can be said; with one that is `alone`, no other. */
  findings: z.array(z.object({ finding: Finding, alone: z.boolean(), words: Words })),
  /** Absent until they have registered. */
  registered: Registered.optional(),
  /** What they said last and what still counts: by when it was said, and until when it counts. */
  said: z
    .object({ findings: z.array(Finding), at: z.number().int(), until: z.number().int() })
    .optional(),
});
export type OwnRegistration = z.infer<typeof OwnRegistration>;

export const readOwnRegistration = endpoint({
  method: 'GET',
  path: '/api/v1/resident/residents/:residentId/health-registration',
  answer: OwnRegistration,
});
/** The same findings on the same day change nothing. */
export const registerOwnHealth = endpoint({
  method: 'PUT',
  path: '/api/v1/resident/residents/:residentId/health-registration',
  body: RegisterHealthRequest,
  answer: OwnRegistration,
});
/** What is to be asked of somebody without a phone, by the rules that are in force. */
export const RegistrationAsked = OwnRegistration.omit({ registered: true, said: true });
export type RegistrationAsked = z.infer<typeof RegistrationAsked>;
export const readRegistrationAsked = endpoint({
  method: 'GET',
  path: '/api/v1/manager/compounds/:compoundId/health-registration',
  answer: RegistrationAsked,
});
/** For somebody without a phone, who sits beside. */
export const registerHealthFor = endpoint({
  method: 'PUT',
  path: '/api/v1/manager/residents/:residentId/health-registration',
  body: RegisterHealthRequest,
  answer: OwnRegistration,
});

export const DrillSpecimens = z.object({
  /** Nobody of them is real; without a code for the first minute. */
  specimens: z.array(
    z.object({ residentId: ResidentId, maskedName: z.string(), code: RegistrationCode.optional() }),
  ),
});
export type DrillSpecimens = z.infer<typeof DrillSpecimens>;
export const listSpecimens = endpoint({
  method: 'GET',
  path: '/api/v1/manager/compounds/:compoundId/drill-specimens',
  answer: DrillSpecimens,
});

/** A batch of ten thousand results, signed, is some three megabytes. */
const FEED_MOST_BYTES = 4_000_000;

/** What was taken, to be worked off within minutes. */
export const TakenFeed = z.object({
  batch: z.string(),
  /** How many results of it there are by now, in all its revisions. */
  results: z.number().int(),
  withdrawn: z.boolean(),
});
export type TakenFeed = z.infer<typeof TakenFeed>;
/**
 * A compact JWS (ES256) by a key that the declaration pins; its payload is a `FeedBatch` of
 * shared/emergency/health-feed.ts. Sent again, it is the same.
 */
export const sendHealthFeed = endpoint({
  method: 'POST',
  path: '/api/v1/emergencies/:emergencyId/feed',
  bytes: FEED_MOST_BYTES,
  answer: TakenFeed,
  accepted: true,
});
