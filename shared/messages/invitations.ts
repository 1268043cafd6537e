import * as z from 'zod';
import { readPlate } from '../houses/plate.ts';
import { InvitationId } from '../ids.ts';
import { beginsAt, endsAt, VisitTimes } from '../visitors/visit-times.ts';
import { VISIT_TYPES } from '../visitors/visit-types.ts';
import { endpoint } from './endpoint.ts';
import { CompactJws, CompressedKey } from './passes.ts';

/** A resident says who may come and when; whoever has the link opens it, without an app or an account. */

const UnixMs = z.number().int();
const DAY_MS = 86_400_000;
/** A carer is invited for half a year at most, and then again. */
const LONGEST_MS = 184 * DAY_MS;
/** As many as one link can be for. */
export const MOST_IN_A_GROUP = 60;

/** Chosen by the resident, read by the guard: what they call them. */
export const VisitorName = z.string().trim().min(1).max(20);

/** Which invitation, and the proof that we gave the link: `1.….…`. */
export const InvitationLink = z
  .string()
  .regex(/^[1-9][0-9]{0,4}\.[0-9a-hjkmnp-tv-z]{16}\.[A-Za-z0-9_-]{22}$/);
export type InvitationLink = z.infer<typeof InvitationLink>;

/** Plates as people type them become plates as they are kept. */
const TypedPlate = z.string().transform((typed, context) => {
  const plate = readPlate(typed);
  if (plate !== undefined) return plate;
  context.addIssue('no plate');
  return z.NEVER;
});

const Invite = z
  .strictObject({
    /** Named by the page, so that what is sent twice is one. */
    key: z.string().regex(/^[0-9a-hjkmnp-tv-z]{16}$/),
    name: VisitorName,
    type: z.enum(VISIT_TYPES),
    times: VisitTimes,
    plate: TypedPlate.optional(),
    /** How many may open the same link; one where nothing is said. */
    most: z.number().int().min(1).max(MOST_IN_A_GROUP).optional(),
  })
  .refine(({ times }) => beginsAt(times) < endsAt(times), { path: ['times'] })
  .refine(({ times }) => endsAt(times) - beginsAt(times) <= LONGEST_MS, { path: ['times'] });
export type Invite = z.infer<typeof Invite>;

export const INVITATION_STATES = ['active', 'cancelled', 'over'] as const;

/** An invitation as whoever made it sees it. */
export const OwnInvitation = z.object({
  invitationId: InvitationId,
  name: z.string(),
  type: z.enum(VISIT_TYPES),
  times: VisitTimes,
  plate: z.string().optional(),
  most: z.number().int(),
  /** How many have opened it. */
  opened: z.number().int(),
  state: z.enum(INVITATION_STATES),
  /** Somebody has opened it on another phone, and waits to be let. */
  asked: UnixMs.optional(),
  link: InvitationLink,
});
export type OwnInvitation = z.infer<typeof OwnInvitation>;

export const inviteVisitor = endpoint({
  method: 'POST',
  path: '/api/v1/resident/arrivals/residents/:residentId/invitations',
  body: Invite,
  answer: OwnInvitation,
});

/** One's own alone: nobody in a household sees whom another has invited. */
export const listOwnInvitations = endpoint({
  method: 'GET',
  path: '/api/v1/resident/arrivals/residents/:residentId/invitations',
  answer: z.object({ invitations: z.array(OwnInvitation) }),
});

export const cancelInvitation = endpoint({
  method: 'POST',
  path: '/api/v1/resident/arrivals/invitations/:invitationId/cancellation',
  answer: OwnInvitation,
});

/** The link was opened on a second phone: from now on it is that one's, or it stays the first one's. */
export const answerSecondPhone = endpoint({
  method: 'POST',
  path: '/api/v1/resident/arrivals/invitations/:invitationId/second-phone',
  body: z.strictObject({ allow: z.boolean() }),
  answer: OwnInvitation,
});

/** What whoever was invited sees: where, when, to which building, and by which gates. */
const Visited = z.object({
  place: z.string(),
  building: z.string(),
  gates: z.array(z.string()),
  name: z.string(),
  type: z.enum(VISIT_TYPES),
  times: VisitTimes,
  plate: z.string().optional(),
});

/**
 * Opened: with the pass that this browser's key shows codes of, and the digits for when its battery
 * is flat. Or the first phone has it, and the host is asked.
 */
export const OpenedInvitation = z.discriminatedUnion('state', [
  Visited.extend({
    state: z.literal('open'),
    /** The issuer-signed part and its signature, 113 bytes, base64url. */
    pass: z.base64url(),
    /** Unix seconds. */
    expires: z.number().int(),
    /** Said together with the house number. */
    pin: z.string(),
    house: z.string(),
  }),
  Visited.extend({ state: z.literal('asked_host') }),
]);
export type OpenedInvitation = z.infer<typeof OpenedInvitation>;

/** The link is in the body, so that it stands in no list of addresses; a look at a page opens nothing. */
export const openInvitation = endpoint({
  method: 'POST',
  path: '/api/v1/visits/opened',
  body: z.strictObject({ link: InvitationLink, deviceKey: CompressedKey, proof: CompactJws }),
  answer: OpenedInvitation,
});
